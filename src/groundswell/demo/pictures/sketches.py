"""Drawings by hand and on paper: a section with dimensions, a whiteboard, a map of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot
from random import Random

from groundswell.demo.pictures.canvas import (
    ABYSS,
    BUOY,
    DEEP,
    GOOD,
    HEIGHT,
    INK,
    PLUM,
    SAND,
    SHEET,
    SOFT,
    WIDTH,
    Canvas,
    Point,
)  # fmt: skip

VELLUM, PENCIL, MARKER = "#efe7d3", "#6a675e", "#27424c"
STEP = 26  # pixels between two wobbles of a hand


def section(dice: Random) -> Canvas:
    """A shaft in section on old paper, with a note in pencil."""
    sheet = _vellum()
    middle = 320
    steps = ((120, 70), (250, 110), (470, 150), (700, 110), (880, 62))
    for (x, half), (end, _) in zip(steps, (*steps[1:], (980, 0)), strict=True):
        sheet.box((x, middle - half), (end - x, 2 * half), edge=INK, width=3.5)
        for hatch in range(int(x) + 14, int(end) - 10, 22):
            sheet.line([(hatch, middle + half - 8), (hatch + 16, middle + half - 40)], SOFT, 1.5)
    sheet.line([(80, middle), (1010, middle)], BUOY, 1.5)
    _dimension(sheet, (250, 530), (700, 530))
    _dimension(sheet, (470, 142), (700, 142))
    sheet.box((455, 455), (30, 26), edge=INK, width=3.5)
    note = _rough([(485, 468), (600, 590)], dice)
    sheet.line(note, PENCIL, 2.5)
    sheet.words((612, 598), "as discussed", PENCIL, size=34)
    return sheet


def title_block(dice: Random) -> Canvas:
    """The corner of a drawing: two letters where a name could stand."""
    sheet = _vellum()
    sheet.box((420, 250), (580, 350), SHEET, edge=INK, width=4)
    rows = ("Drawn", "Checked", "Released", "Scale")
    for number, row in enumerate(rows):
        y = 250 + 70 * number
        sheet.line([(420, y + 70), (1000, y + 70)], INK, 2.5)
        sheet.words((440, y + 35), row, size=24)
    sheet.line([(640, 250), (640, 530)], INK, 2.5)
    initials = "".join(dice.sample("ABDEGHKLMNRST", 2))
    for number, value in enumerate((initials, initials[::-1], "2011", "1 : 2")):
        sheet.words((670, 285 + 70 * number), value, INK, size=30)
    sheet.words((440, 565), "Housing cover", INK, size=26)
    ring = [(655, 288), (700, 258), (770, 264), (790, 292), (750, 316), (680, 314), (655, 288)]
    sheet.line(_rough(ring, dice), BUOY, 5)
    sheet.words((830, 285), "who?", BUOY, size=36)
    sheet.line([(80, 180), (340, 180), (340, 560), (80, 560)], INK, 3.5)
    return sheet


def tunnel(dice: Random) -> Canvas:
    """A tunnel thruster from above: the grid at one end, and one bar bent into the flow."""
    sheet = Canvas(ABYSS)
    for x in range(40, WIDTH, 40):
        sheet.line([(x, 0), (x, HEIGHT)], "#13424f", 1)
    for y in range(35, HEIGHT, 40):
        sheet.line([(0, y), (WIDTH, y)], "#13424f", 1)
    white = "#dcebe8"
    for y in (200, 480):
        sheet.line([(100, y), (980, y)], white, 6)
    sheet.box((490, 300), (150, 80), edge=white, width=4, radius=38)
    for lean in (-1, 1):
        sheet.polygon([(470, 340), (486, 340 + lean * 130), (500, 340 + lean * 126), (490, 340)],
                      white)  # fmt: skip
    bent = dice.choice((2, 3))
    for number in range(6):
        y = 226 + number * 46
        if number == bent:
            sheet.line([(120, y), (170, y + 12), (250, y + 38)], "#f08a5d", 9)
        else:
            sheet.line([(120, y), (120, y + 22)], white, 7)
    for number in range(3):
        y = 270 + number * 70
        sheet.line([(300, y), (430, y)], "#7fb2b8", 3)
        sheet.polygon([(430, y - 9), (452, y), (430, y + 9)], "#7fb2b8")
    sheet.words((190, 560), "one bar, into the tunnel", "#f5b89c", size=30)
    sheet.line([(240, 535), (228, 226 + bent * 46 + 52)], "#f5b89c", 3)
    return sheet


def board(dice: Random) -> Canvas:
    """A whiteboard after a good hour: three boxes, arrows, notes."""
    sheet = Canvas("#cfd3d1")
    sheet.box((30, 26), (WIDTH - 60, HEIGHT - 70), SHEET, edge="#9aa5a5", width=8, radius=6)
    sheet.box((380, HEIGHT - 46), (320, 16), "#7f8b8c", radius=6)
    boxes = ((90, "ask"), (420, "try"), (750, "tell"))
    for x, word in boxes:
        corners = [(x, 220), (x + 230, 214), (x + 234, 340), (x - 4, 346), (x, 220)]
        sheet.line(_rough(corners, dice), MARKER, 5)
        sheet.words((x + 115, 280), word, MARKER, size=44, anchor="mm")
    for x in (330, 660):
        sheet.line(_rough([(x, 282), (x + 76, 280)], dice), DEEP, 5)
        sheet.line([(x + 58, 262), (x + 78, 280), (x + 58, 298)], DEEP, 5)
    back = [(865, 356), (850, 450), (540, 486), (220, 450), (205, 360)]
    sheet.line(_rough(back, dice), BUOY, 5)
    sheet.words((540, 530), "and again", BUOY, size=36, anchor="mm")
    for number, colour in enumerate(("#f4dd8a", "#f2c6a8", "#cfe3c6", "#f4dd8a")):
        x, y = 110 + number * 235 + dice.randrange(-18, 18), 80 + dice.randrange(0, 24)
        sheet.box((x, y), (96, 92), colour)
        for line in range(3):
            sheet.line([(x + 14, y + 26 + 20 * line), (x + 78 - 12 * line, y + 26 + 20 * line)],
                       "#8d7d4f", 3)  # fmt: skip
    return sheet


def gate(_dice: Random) -> Canvas:
    """The map of a road that is dug up, with the way around it."""
    sheet = Canvas("#e8e6dc")
    sheet.polygon([(0, 560), (WIDTH, 500), (WIDTH, HEIGHT), (0, HEIGHT)], "#b9d3d6")
    for x, y, wide, high in ((420, 150, 250, 130), (710, 130, 200, 210), (420, 320, 250, 120)):
        sheet.box((x, y), (wide, high), "#cfcabb", edge="#b3ad9c", width=2, radius=6)
    sheet.words((545, 215), "Hall 1", INK, size=26, anchor="mm")
    sheet.words((810, 235), "Paint hall", INK, size=26, anchor="mm")
    sheet.words((545, 380), "Canteen", INK, size=26, anchor="mm")
    sheet.line([(60, 70), (1020, 70)], "#ffffff", 40)
    sheet.line([(300, 70), (300, 520)], "#ffffff", 40)
    sheet.line([(300, 480), (960, 440)], "#ffffff", 40)
    sheet.line([(960, 70), (960, 440)], "#ffffff", 40)
    sheet.line([(960, 110), (960, 410)], BUOY, 10)
    for y in range(140, 400, 56):
        sheet.line([(946, y), (974, y + 28)], "#ffffff", 5)
    way = [(80, 70), (300, 70), (300, 470), (640, 458)]
    sheet.line(way, GOOD, 9)
    sheet.polygon([(640, 440), (672, 457), (640, 476)], GOOD)
    for at, name, colour in (((300, 300), "Gate 1", GOOD), ((960, 260), "Gate 2", BUOY)):
        sheet.disc(at, 40, colour)
        sheet.words(at, name.split()[1], "#ffffff", size=40, anchor="mm")
    sheet.box((360, 92), (44, 44), PLUM, radius=8)
    sheet.words((382, 114), "H", "#ffffff", size=30, anchor="mm")
    sheet.words((90, 108), "Hutnicza", SOFT, size=24)
    sheet.words((980, 620), "Harbour", "#47727a", size=26, anchor="rm")
    return sheet


def card(dice: Random) -> Canvas:
    """A card with two boxes to tick and a small drawing."""
    sheet = Canvas("#b98f62")
    for y in range(0, HEIGHT, 9):
        sheet.line([(0, y), (WIDTH, y + dice.randrange(-3, 4))], "#b38a5e", 2)
    sheet.box((168, 90), (740, 500), "#8f6a45", radius=12)
    sheet.box((160, 80), (740, 500), SHEET, radius=12)
    sheet.box((160, 80), (740, 74), DEEP, radius=12)
    sheet.words((190, 117), "Before you order", "#ffffff", size=36)
    for y, said in ((210, "What does a day cost?"), (290, "Does the ship still sail?")):
        sheet.box((200, y), (44, 44), edge=INK, width=4, radius=4)
        sheet.words((268, y + 22), said, INK, size=34)
    sheet.line(_rough([(206, 232), (220, 250), (252, 196)], dice), GOOD, 7)
    ship = [(560, 480), (600, 530), (800, 530), (840, 470), (700, 474), (690, 430), (620, 430),
            (616, 478), (560, 480)]  # fmt: skip
    sheet.line(_rough(ship, dice), MARKER, 5)
    sheet.line(_rough([(500, 545), (560, 535), (620, 548), (700, 536), (790, 548), (870, 538)],
                      dice), DEEP, 5)  # fmt: skip
    sheet.line(_rough([(220, 400), (220, 520), (420, 520)], dice), SAND, 5)
    sheet.line(_rough([(225, 505), (300, 470), (360, 400)], dice), BUOY, 5)
    return sheet


def _vellum() -> Canvas:
    sheet = Canvas(VELLUM)
    sheet.box((36, 36), (WIDTH - 72, HEIGHT - 72), edge=PENCIL, width=2)
    return sheet


def _dimension(sheet: Canvas, start: Point, end: Point) -> None:
    sheet.line([start, end], SOFT, 2)
    for (x, y), way in ((start, 1), (end, -1)):
        sheet.polygon([(x, y), (x + 16 * way, y - 6), (x + 16 * way, y + 6)], SOFT)
        sheet.line([(x, y - 22), (x, y + 22)], SOFT, 1.5)


def _rough(points: Sequence[Point], dice: Random) -> list[Point]:
    """The same line as a hand draws it."""
    drawn: list[Point] = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, round(hypot(x1 - x0, y1 - y0) / STEP))
        for step in range(1, steps + 1):
            share = step / steps
            drawn.append(
                (
                    x0 + (x1 - x0) * share + dice.uniform(-2.2, 2.2),
                    y0 + (y1 - y0) * share + dice.uniform(-2.2, 2.2),
                )
            )
    return drawn
