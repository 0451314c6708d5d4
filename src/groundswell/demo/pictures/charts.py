"""Plots as people paste them into a post: a spectrum, a curve, a few bars."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from random import Random

from groundswell.demo.pictures.canvas import (
    BUOY,
    DEEP,
    HEIGHT,
    INK,
    LINE,
    PAPER,
    SAND,
    SHEET,
    SOFT,
    WIDTH,
    Canvas,
    Point,
)  # fmt: skip

LEFT, TOP, RIGHT, BOTTOM = 110, 120, WIDTH - 50, HEIGHT - 95


def spectrum(dice: Random) -> Canvas:
    """Peaks in even distance over a floor."""
    sheet = _sheet("Vibration, upper bearing", "Hz", "mm/s", range(0, 201, 50))
    apart, first = dice.randrange(58, 92), dice.uniform(0.75, 0.95)
    points: list[Point] = []
    for x in range(LEFT, RIGHT + 1, 2):
        number = round((x - LEFT) / apart)
        near = abs(x - LEFT - number * apart)
        peak = first * 0.83 ** abs(number - 2) * exp(-((near / 4.5) ** 2)) if number else 0
        height = max(peak, dice.uniform(0.02, 0.055) + 0.03 * (x - LEFT) / WIDTH)
        points.append((x, BOTTOM - height * (BOTTOM - TOP)))
    sheet.line(points, DEEP, 2.5)
    x = LEFT + 2 * apart
    sheet.disc((x, BOTTOM - first * (BOTTOM - TOP)), 9, edge=BUOY, width=3)
    return sheet


def stop(dice: Random) -> Canvas:
    """Speed over time while a ship stops, with a shoulder where nobody expects one."""
    sheet = _sheet("Crash stop from full ahead", "s", "kn", range(0, 121, 20), range(0, 16, 5))
    at = dice.uniform(0.3, 0.42)
    points: list[Point] = []
    for step in range(0, 101):
        share = step / 100
        smooth = 1 / (1 + exp(9 * (share - 0.42)))
        shoulder = 0.1 * exp(-(((share - at) / 0.07) ** 2))
        speed = min(0.96, 0.96 * smooth + shoulder) + dice.uniform(-0.004, 0.004)
        points.append((LEFT + share * (RIGHT - LEFT), BOTTOM - speed * (BOTTOM - TOP)))
    sheet.line(points, DEEP, 4)
    x, y = points[round(at * 100)]
    sheet.disc((x + 12, y), 34, edge=BUOY, width=3.5)
    sheet.words((x + 60, y - 26), "here", BUOY, size=24)
    return sheet


def week(dice: Random) -> Canvas:
    """Power over a week, and a Sunday that is not nothing."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    sheet = _sheet("Compressors, last week", "", "kW")
    wide = (RIGHT - LEFT) / len(days)
    for number, day in enumerate(days):
        high = dice.uniform(0.74, 0.9) if number < 5 else dice.uniform(0.3, 0.36)
        sheet.box(
            (LEFT + number * wide + 16, BOTTOM - high * (BOTTOM - TOP)),
            (wide - 32, high * (BOTTOM - TOP)),
            BUOY if day == "Sun" else DEEP,
        )
        sheet.words((LEFT + (number + 0.5) * wide, BOTTOM + 26), day, anchor="mm")
    return sheet


def forecast(dice: Random) -> Canvas:
    """What was forecast beside what was ordered."""
    sheet = _sheet("Forecast and order", "", "pieces")
    wide = (RIGHT - LEFT) / 8
    for number in range(8):
        told = dice.uniform(0.45, 0.9)
        came = told * dice.choice((0.35, 0.5, 0.62, 0.95, 1.04))
        x = LEFT + number * wide + 14
        for place, (share, colour) in enumerate(((told, SAND), (came, DEEP))):
            tall = share * (BOTTOM - TOP)
            sheet.box((x + place * 44, BOTTOM - tall), (38, tall), colour)
        sheet.words((x + 41, BOTTOM + 26), f"{number + 1}", anchor="mm")
    for place, (name, colour) in enumerate((("forecast", SAND), ("ordered", DEEP))):
        sheet.box((RIGHT - 300 + 160 * place, 62), (20, 20), colour)
        sheet.words((RIGHT - 270 + 160 * place, 72), name)
    return sheet


def ranking(dice: Random) -> Canvas:
    """Few articles make most of the ways."""
    sheet = Canvas(PAPER)
    sheet.box((24, 24), (WIDTH - 48, HEIGHT - 48), SHEET, edge=LINE, width=2, radius=14)
    sheet.words((70, 76), "Fetched on the same day, by article", INK, size=30)
    names = ("O-ring kit", "Filter 3 µm", "Fuse set", "Hose clamp", "Grease", "Sensor", "Other")
    share = 1.0
    for number, name in enumerate(names):
        y = 132 + number * 70
        sheet.words((250, y + 22), name, anchor="rm", size=24)
        sheet.box((270, y), (share * 700, 44), SOFT if name == "Other" else DEEP, radius=5)
        share *= dice.uniform(0.62, 0.84)
    return sheet


def _sheet(
    title: str,
    under: str,
    beside: str,
    ticks: Sequence[int] = (),
    marks: Sequence[int] = (),
) -> Canvas:
    """A plot without its line: title, grid, and what the axes are."""
    sheet = Canvas(PAPER)
    sheet.box((24, 24), (WIDTH - 48, HEIGHT - 48), SHEET, edge=LINE, width=2, radius=14)
    sheet.words((LEFT - 50, 72), title, INK, size=30)
    for number in range(5):
        y = TOP + (BOTTOM - TOP) * number / 4
        sheet.line([(LEFT, y), (RIGHT, y)], LINE, 2)
    for place, tick in enumerate(ticks):
        x = LEFT + (RIGHT - LEFT) * place / (len(ticks) - 1)
        sheet.words((x, BOTTOM + 26), str(tick), anchor="mm")
    for place, mark in enumerate(marks):
        y = BOTTOM - (BOTTOM - TOP) * place / (len(marks) - 1)
        sheet.words((LEFT - 14, y), str(mark), anchor="rm")
    sheet.line([(LEFT, BOTTOM), (RIGHT, BOTTOM)], SOFT, 3)
    sheet.words((RIGHT, BOTTOM + 54), under, anchor="rm")
    sheet.words((LEFT + 10, 104), beside)
    return sheet
