"""Pictures that people put in place of their face: a lighthouse, a boat, a mountain, a cup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin

from groundswell.demo.pictures.canvas import Canvas

SIDE = 320

# Sky, far, near, and the one thing that is bright.
PALETTES = (
    ("#bcd9dc", "#5b8f98", "#0b5c6b", "#e8734a"),
    ("#f3d9b1", "#c98b5e", "#7c4a3a", "#fdf3df"),
    ("#d7e3cf", "#7fa377", "#3c6b4f", "#f4c95d"),
    ("#e3d3e4", "#a27ba8", "#5f3d6b", "#f6e0b5"),
    ("#cfd8ea", "#7388b5", "#33466f", "#f2a65a"),
    ("#0f3a47", "#1f5b66", "#0a2730", "#f6d68a"),
)

type Colours = tuple[str, str, str, str]


def _lighthouse(sheet: Canvas, colours: Colours) -> None:
    sky, far, near, bright = colours
    sheet.polygon([(0, 230), (320, 215), (320, 320), (0, 320)], far)
    sheet.polygon([(60, 320), (110, 232), (230, 236), (290, 320)], near)
    sheet.polygon([(140, 245), (150, 105), (180, 105), (190, 245)], "#fbfaf5")
    for y in (130, 175, 220):
        sheet.polygon([(148 - (y - 105) / 14, y), (182 + (y - 105) / 14, y),
                       (184 + (y - 105) / 14, y + 20), (146 - (y - 105) / 14, y + 20)],
                      bright)  # fmt: skip
    sheet.box((148, 78), (34, 27), near)
    sheet.polygon([(142, 80), (165, 54), (188, 80)], bright)
    sheet.polygon([(182, 84), (320, 40), (320, 120)], sky if sky != "#0f3a47" else "#f6d68a")


def _sail(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.disc((245, 85), 34, bright)
    sheet.polygon([(0, 215), (320, 215), (320, 320), (0, 320)], far)
    sheet.polygon([(90, 215), (240, 215), (212, 250), (112, 250)], near)
    sheet.line([(160, 215), (160, 70)], near, 5)
    sheet.polygon([(166, 74), (166, 200), (236, 200)], "#fbfaf5")
    sheet.polygon([(152, 92), (152, 200), (96, 200)], bright)


def _mountain(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.disc((228, 96), 38, bright)
    sheet.polygon([(0, 260), (110, 90), (220, 260)], far)
    sheet.polygon([(84, 130), (110, 90), (136, 130), (118, 146), (106, 134), (94, 146)], "#fbfaf5")
    sheet.polygon([(100, 270), (230, 150), (320, 240), (320, 320), (0, 320), (0, 250)], near)


def _cup(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.box((0, 250), (320, 70), far)
    sheet.disc((216, 190), 34, edge=bright, width=13)
    sheet.box((92, 138), (124, 122), bright, radius=20)
    sheet.disc((154, 142), 60, near, flat=0.22)
    for x in (132, 162, 192):
        sheet.line([(x, 110), (x - 10, 90), (x + 4, 70), (x - 6, 48)], far, 6)


def _cat(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.disc((160, 330), 130, far)
    sheet.disc((160, 180), 88, near)
    for lean in (-1, 1):
        x = 160 + lean * 62
        sheet.polygon([(x - 26, 130), (x + lean * 14, 56), (x + 26, 130)], near)
        sheet.disc((160 + lean * 36, 170), 17, bright)
        sheet.disc((160 + lean * 36, 170), 7, "#1c2328", flat=1.8)
        for whisker in (-8, 6):
            sheet.line([(160 + lean * 30, 214), (160 + lean * 104, 208 + whisker * 2)], bright, 2.5)
    sheet.polygon([(148, 200), (172, 200), (160, 214)], "#f2b8a0")


def _tree(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.disc((80, 80), 28, bright)
    sheet.disc((160, 400), 190, far)
    for y, half in ((70, 46), (112, 66), (158, 86)):
        sheet.polygon([(160, y - 30), (160 + half, y + 66), (160 - half, y + 66)], near)
    sheet.box((149, 222), (22, 38), "#7a5338")


def _propeller(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.disc((160, 160), 132, far)
    for blade in range(4):
        angle = 0.5 + blade * pi / 2
        points = []
        for step in range(20):
            share = step / 19 * 2 * pi
            along, across = 66 + 50 * cos(share), 34 * sin(share)
            lean = angle + along / 260
            points.append((160 + along * cos(lean) - across * sin(lean),
                           160 + along * sin(lean) + across * cos(lean)))  # fmt: skip
        sheet.polygon(points, bright)
    sheet.disc((160, 160), 26, near)


def _fish(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    for y in (60, 250, 282):
        sheet.line([(30, y), (90, y - 10), (150, y), (210, y - 10), (290, y)], far, 7)
    sheet.polygon([(200, 160), (282, 104), (270, 160), (282, 216)], near)
    sheet.disc((146, 160), 92, near, flat=0.6)
    sheet.disc((94, 146), 12, bright)
    for x in (150, 178, 206):
        sheet.arc((x - 30, 160), 34, (-50, 50), bright, 5)


def _moon(sheet: Canvas, colours: Colours) -> None:
    sky, far, near, bright = colours
    sheet.disc((196, 108), 62, bright)
    sheet.disc((222, 92), 54, sky)
    sheet.polygon([(0, 220), (320, 206), (320, 320), (0, 320)], near)
    for number in range(5):
        sheet.line([(190 - 26 + 5 * number, 226 + 18 * number), (214 + 18 - 4 * number,
                   226 + 18 * number)], far, 6)  # fmt: skip


def _flower(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.line([(160, 300), (160, 150)], near, 12)
    sheet.polygon([(160, 270), (224, 214), (236, 236)], near)
    sheet.polygon([(160, 286), (96, 234), (86, 256)], near)
    for petal in range(7):
        angle = petal * 2 * pi / 7
        sheet.disc((160 + 52 * cos(angle), 116 + 52 * sin(angle)), 34, bright)
    sheet.disc((160, 116), 32, far)


def _bicycle(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.box((0, 252), (320, 68), far)
    for x in (92, 228):
        sheet.disc((x, 204), 52, edge=near, width=8)
        sheet.disc((x, 204), 7, near)
    frame = [(92, 204), (132, 128), (206, 128), (160, 204), (92, 204)]
    sheet.line(frame, bright, 9)
    sheet.line([(160, 204), (126, 112)], bright, 9)
    sheet.line([(228, 204), (202, 112), (226, 100)], near, 8)
    sheet.line([(108, 110), (146, 110)], near, 10)


def _balloon(sheet: Canvas, colours: Colours) -> None:
    _, far, near, bright = colours
    sheet.polygon([(0, 282), (120, 240), (320, 290), (320, 320), (0, 320)], far)
    sheet.disc((160, 120), 82, bright)
    sheet.disc((160, 120), 46, near)
    sheet.disc((160, 120), 18, bright)
    sheet.polygon([(92, 164), (228, 164), (178, 222), (142, 222)], bright)
    sheet.line([(146, 220), (148, 246)], near, 3)
    sheet.line([(174, 220), (172, 246)], near, 3)
    sheet.box((143, 244), (34, 24), near, radius=4)


MOTIFS: Mapping[str, Callable[[Canvas, Colours], None]] = {
    "lighthouse": _lighthouse,
    "sail": _sail,
    "mountain": _mountain,
    "cup": _cup,
    "cat": _cat,
    "tree": _tree,
    "propeller": _propeller,
    "fish": _fish,
    "moon": _moon,
    "flower": _flower,
    "bicycle": _bicycle,
    "balloon": _balloon,
}


def face(motif: str, palette: int) -> Canvas:
    """One of them in the colours of a palette."""
    colours = PALETTES[palette]
    sheet = Canvas(colours[0], SIDE, SIDE)
    MOTIFS[motif](sheet, colours)
    return sheet
