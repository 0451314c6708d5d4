"""What people photograph: a ship at dusk, a propeller in dock, fog, a rainbow, worn steel."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from groundswell.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point

HULL, RED, HOUSE, LAMP = "#13303b", "#b5482f", "#e9ece6", "#ffdf9e"


def dusk(dice: Random) -> Canvas:
    """A supply vessel off a hilly coast at the end of a day."""
    sheet = Canvas("#4f7681")
    sea = 370
    sheet.sky(("#2a4d5e", "#7c9390", "#d9b48d", "#f4cf9d"), 0, sea)
    sun = dice.randrange(620, 900)
    sheet.disc((sun, sea - 36), 46, "#fbe3b8")
    _hills(sheet, sea, "#6b8988", dice, 90)
    _hills(sheet, sea, "#3d5f68", dice, 46)
    sheet.sky(("#c79d7c", "#4f7681", "#245060", "#0c3442"), sea, HEIGHT)
    for number in range(7):
        y, half = sea + 12 + number * 15, dice.randrange(40, 90)
        sheet.box((sun - half, y), (2 * half, 3.5), "#e6c79c")
    _wake(sheet)
    _ship(sheet, (150, 500), 1.05)
    return sheet


def tugs(dice: Random) -> Canvas:
    """Two tugs under one rainbow."""
    sheet = Canvas("#6d8791")
    sea = 400
    sheet.sky(("#44596a", "#73899a", "#a9b7bb", "#c9d0cb"), 0, sea)
    for number, colour in enumerate(("#c9604f", "#d99a58", "#d9cd7c", "#74a97f", "#5b86a8")):
        sheet.arc((540, 470), 440 - number * 13, (180, 360), colour, 13)
    _hills(sheet, sea, "#52707a", dice, 60)
    sheet.sky(("#7f979c", "#4d6f79", "#1d4653"), sea, HEIGHT)
    for x, y, size in ((210, 500, 0.75), (660, 470, 0.6)):
        _ship(sheet, (x, y), size)
    return sheet


def fog(_dice: Random) -> Canvas:
    """A dry dock in which only the gate and the crane stand out of the fog."""
    sheet = Canvas("#cfd6d4")
    sheet.sky(("#b9c4c4", "#d5dad6", "#e6e6df", "#c6cdca"), 0, HEIGHT)
    for x, colour in ((180, "#b4bfbe"), (800, "#a3b0b0")):
        sheet.box((x, 120), (22, 430), colour)
        sheet.line([(x - 120, 128), (x + 220, 112)], colour, 12)
        sheet.line([(x + 190, 114), (x + 190, 330)], colour, 4)
    sheet.polygon([(330, 560), (420, 250), (560, 214), (700, 252), (790, 560)], "#8b9a9b")
    sheet.polygon([(420, 560), (480, 330), (560, 300), (640, 332), (700, 560)], "#6f8285")
    sheet.line([(560, 214), (560, 560)], "#5f7377", 5)
    for side in (-1, 1):
        for step in range(6):
            x = 540 + side * (300 + step * 46)
            sheet.box((x - 40, 470 + step * 34), (140, 40), "#a9b3b1")
    sheet.sky(("#c6cdca", "#dadfdb", "#cfd6d4"), 590, HEIGHT)
    return sheet


def propeller(dice: Random) -> Canvas:
    """A propeller of bronze, and a glove beside it for scale."""
    sheet = Canvas("#22343b")
    sheet.sky(("#2c424a", "#1c2c33", "#141f25"), 0, HEIGHT)
    middle, turn = (520.0, 330.0), dice.uniform(0, pi / 2)
    for blade in range(4):
        angle = turn + blade * pi / 2
        for part, colour in ((1.0, "#a8793c"), (0.62, "#c3975a")):
            sheet.polygon(_blade(middle, angle, part), colour)
    sheet.disc(middle, 70, "#8d6430")
    sheet.disc(middle, 44, "#b98a4b")
    sheet.disc((middle[0] - 12, middle[1] - 14), 16, "#dcb67c")
    sheet.box((900, 470), (54, 80), "#d9b23c", radius=16)
    for finger in range(4):
        sheet.box((898 + finger * 15, 424 - 8 * (finger % 3)), (13, 66), "#d9b23c", radius=6)
    sheet.box((902, 545), (50, 40), "#2f5866", radius=6)
    sheet.polygon([(0, 600), (WIDTH, 570), (WIDTH, HEIGHT), (0, HEIGHT)], "#3a464a")
    return sheet


def frost(dice: Random) -> Canvas:
    """A nozzle, white with frost on the side of the wind."""
    sheet = Canvas("#b8c6cb")
    sheet.sky(("#8fa6b1", "#b8c6cb", "#dfe4e2"), 0, HEIGHT)
    middle = (540.0, 330.0)
    sheet.disc(middle, 270, "#3f545c")
    sheet.disc(middle, 210, "#1d2c33")
    for blade in range(5):
        sheet.polygon(_blade(middle, 0.3 + blade * 2 * pi / 5, 0.62), "#9a7340")
    sheet.disc(middle, 46, "#b98a4b")
    for _ in range(520):
        angle, out = dice.uniform(pi * 0.62, pi * 1.42), dice.uniform(212, 276)
        at = middle[0] + cos(angle) * out, middle[1] + sin(angle) * out
        sheet.disc(at, dice.uniform(1.5, 6), "#f4f8f8")
    sheet.polygon([(0, 610), (WIDTH, 600), (WIDTH, HEIGHT), (0, HEIGHT)], "#eef1ef")
    return sheet


def race(dice: Random) -> Canvas:
    """A bearing race, blue and gold from the heat, close."""
    sheet = Canvas("#3b4148")
    middle = (dice.uniform(340, 420), dice.uniform(560, 640))
    tones = ("#27364f", "#35507d", "#6b6f93", "#a98a5f", "#d6a24e", "#e8c983", "#8f6d3d")
    for ring in range(48, 0, -1):
        tone = tones[
            min(len(tones) - 1, max(0, round(abs(ring - 30) / 3 + dice.uniform(-0.6, 0.6))))
        ]
        sheet.disc(middle, ring * 21 + dice.uniform(-3, 3), tone)
    for _ in range(30):
        angle, out = dice.uniform(-pi / 2, 0.2), dice.uniform(420, 900)
        turn = angle + dice.uniform(0.03, 0.12)
        line = [(middle[0] + cos(way) * out, middle[1] + sin(way) * out)
                for way in (angle, (angle + turn) / 2, turn)]  # fmt: skip
        sheet.line(line, dice.choice(("#f1dcae", "#20293a")), dice.uniform(1, 3))
    return sheet


def crack(dice: Random) -> Canvas:
    """A crack in steel that branches like a river seen from above."""
    sheet = Canvas("#7c878b")
    sheet.sky(("#6f7a80", "#8d989b", "#747f84"), 0, HEIGHT)
    for y in range(0, HEIGHT, 7):
        tone = dice.choice(("#828d91", "#768186", "#8b9699"))
        sheet.line([(0, y), (WIDTH, y + dice.uniform(-2, 2))], tone, dice.uniform(1, 3))
    _branch(sheet, dice, (60, dice.uniform(280, 400)), 0.0, 9.0)
    return sheet


def _branch(sheet: Canvas, dice: Random, at: Point, angle: float, width: float) -> None:
    while width > 0.8 and at[0] < WIDTH + 40:
        angle += dice.uniform(-0.45, 0.45) - angle * 0.12
        end = at[0] + 30 * cos(angle), at[1] + 30 * sin(angle)
        sheet.line([(at[0] + 2, at[1] + 3), (end[0] + 2, end[1] + 3)], "#a9b4b6", width * 0.6)
        sheet.line([at, end], "#23292d", width)
        at, width = end, width * 0.972
        if dice.random() < 0.2:
            _branch(sheet, dice, at, angle + dice.choice((-0.9, 0.9)), width * 0.5)


def _ship(sheet: Canvas, at: Point, size: float) -> None:
    def there(*points: Point) -> list[Point]:
        return [(at[0] + x * size, at[1] + y * size) for x, y in points]

    sheet.polygon(there((22, 8), (0, -42), (110, -42), (126, -60), (232, -58), (246, -44),
                        (336, -34), (328, 8)), HULL)  # fmt: skip
    sheet.polygon(there((2, -40), (336, -34), (334, -24), (4, -28)), RED)
    sheet.polygon(there((142, -60), (142, -118), (208, -118), (228, -60)), HOUSE)
    for window in range(3):
        sheet.polygon(there((152 + 18 * window, -108), (164 + 18 * window, -108),
                            (164 + 18 * window, -99), (152 + 18 * window, -99)), LAMP)  # fmt: skip
    sheet.line(there((174, -118), (174, -160)), HULL, 4 * size)
    sheet.line(there((160, -146), (188, -146)), HULL, 3 * size)


def _wake(sheet: Canvas) -> None:
    wide: list[Point] = [(160, 506), (70, 530), (0, 560), (0, 630), (120, 566), (200, 512)]
    sheet.polygon(wide, "#8fb0b3")
    sheet.line([(420, 512), (620, 540), (860, 592), (1080, 650)], "#9dbabb", 3)


def _hills(sheet: Canvas, base: float, colour: str, dice: Random, high: float) -> None:
    points: list[Point] = [(0, base)]
    phase = dice.uniform(0, 6)
    for x in range(0, WIDTH + 1, 20):
        rise = 0.55 + 0.3 * sin(x / 150 + phase) + 0.15 * sin(x / 57 + 2 * phase)
        points.append((x, base - high * rise))
    sheet.polygon([*points, (WIDTH, base)], colour)


def _blade(middle: Point, angle: float, part: float) -> list[Point]:
    """The outline of one blade, which leans with its turn."""
    points = []
    for step in range(25):
        share = step / 24 * 2 * pi
        along, across = 165 + 130 * cos(share), 78 * part * sin(share)
        lean = angle + 0.0016 * along
        points.append(
            (
                middle[0] + along * cos(lean) - across * sin(lean),
                middle[1] + along * sin(lean) + across * cos(lean),
            )
        )
    return points
