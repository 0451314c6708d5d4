"""Writing Markdown that says what was meant and nothing else.

Words are escaped, so that a star or a number with a point stays one. What must stand apart from
its neighbours (a mention, the marks of bold text) is framed by characters of private use until
the whole text is known; `settle` then looks at the neighbours and takes the frames away.
"""

from __future__ import annotations

import re
import unicodedata

OPEN, CLOSE, NAME, NAMED = "\ue000", "\ue001", "\ue002", "\ue003"
FRAMES = re.compile("[\ue000-\ue003]")
# Two marks that touch read as one; a hair of space keeps them apart and is hardly seen.
HAIR = "\u200a"
SPECIAL = re.compile(
    r"[\\`*\[\]<]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is one
    r"|~(?=~)|(?<=~)~"
    r"|&(?=#?\w+;)"
)
ADDRESS = re.compile(r"https?://[^\s<>\\`\"]*[^\s<>\\`\".,;:!?'()\[\]、。」）]", re.IGNORECASE)
LINE = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|(?=[|:\-\s]*-[|:\-\s]*$)[|:\-]")
NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
INDENT = re.compile(r"[ \t]{2,}|\t")
AFTER_NAME = frozenset(",;:!?)]}'\"…、。，！？」』）*~|\n ")
SCHEME = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)


def words(text: str) -> str:
    """Plain text as Markdown that shows just that; addresses in it become links."""
    text = FRAMES.sub("", text)
    if "://" not in text:
        return SPECIAL.sub(r"\\\g<0>", text)
    parts, end = [], 0
    for match in ADDRESS.finditer(text):
        parts += [SPECIAL.sub(r"\\\g<0>", text[end : match.start()]), f"<{match[0]}>"]
        end = match.end()
    return "".join(parts) + SPECIAL.sub(r"\\\g<0>", text[end:])


def link(label: str, address: str) -> str:
    """A link with inline Markdown as its label; the label alone if it leads nowhere on the web."""
    address = FRAMES.sub("", address).strip()
    if not SCHEME.match(address):
        return label or words(address)
    quoted = re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", address)
    if not label:
        return f"<{quoted}>"
    return f"[{label}](<{quoted}>)"


def code(text: str) -> str:
    """Inline code."""
    inner = FRAMES.sub("", text).replace("\n", " ")
    if not inner.strip():
        return inner
    fence = "`" * (_longest_run(inner) + 1)
    pad = " " if inner[0] == "`" or inner[-1] == "`" else ""
    return f"{fence}{pad}{inner}{pad}{fence}"


def fence(text: str) -> str:
    """A block of code."""
    inner = FRAMES.sub("", text).strip("\n")
    marks = "`" * max(3, _longest_run(inner) + 1)
    return f"{marks}\n{inner}\n{marks}"


def styled(inner: str, *, bold: bool = False, italic: bool = False, strike: bool = False) -> str:
    """Inline Markdown in a style, line by line, with the spaces at its ends left outside."""
    marks = "~~" * strike + "*" * (2 * bold + italic)
    if not marks:
        return inner
    return "\n".join(_styled_line(line, marks) for line in inner.split("\n"))


def mention(handle: str) -> str:
    """A person or group, called by their handle here."""
    return f"{NAME}@{handle}{NAMED}"


def paragraph(inline: str) -> str:
    """Inline Markdown as paragraphs: what begins a line is no heading, list or quote."""
    return "\n".join(_line(line) for line in inline.split("\n")).strip("\n")


def quote(blocks: str) -> str:
    """Blocks inside a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in blocks.split("\n"))


def settle(text: str) -> str:
    """The finished Markdown: frames are replaced by the space that their neighbours need."""
    text = text.replace(CLOSE + OPEN, CLOSE + HAIR + OPEN)
    return FRAMES.sub(lambda frame: _gap(text, frame.start(), frame[0]), text).strip("\n")


def _gap(text: str, position: int, frame: str) -> str:
    if frame == NAME:
        before = _letter(text, position, -1)
        return " " if before and (_is_word(before) or before in "/@#&.\\") else ""
    if frame == NAMED:
        return _gap_after_name(text, position)
    outside = _letter(text, position, -1 if frame == OPEN else 1)
    inside, is_nested = _inside(text, position, 1 if frame == OPEN else -1)
    is_free = not outside or outside.isspace() or unicodedata.category(outside)[0] == "P"
    return HAIR if (is_nested or not inside.isalnum()) and not is_free else ""


def _gap_after_name(text: str, position: int) -> str:
    after = _letter(text, position, 1)
    if not after or after in AFTER_NAME or after.isspace():
        return ""
    beyond = text[position + 2 : position + 3]
    return "" if after == "." and (not beyond or beyond.isspace()) else " "


def _inside(text: str, position: int, step: int) -> tuple[str, bool]:
    """The first letter inside of the marks, and whether two kinds of marks stand there."""
    marks = set()
    position += step
    while text[position : position + 1] in {"*", "~"}:
        marks.add(text[position])
        position += step
    return text[position : position + 1], len(marks) > 1


def _letter(text: str, position: int, step: int) -> str:
    position += step
    while 0 <= position < len(text) and FRAMES.match(text[position]):
        position += step
    return text[position] if 0 <= position < len(text) else ""


def _styled_line(line: str, marks: str) -> str:
    inner = line.strip()
    if not inner:
        return line
    before, after = line.partition(inner)[0], line.rpartition(inner)[2]
    return f"{before}{OPEN}{marks}{inner}{marks[::-1]}{CLOSE}{after}"


def _line(line: str) -> str:
    bare = line.lstrip(" \t")
    if indent := INDENT.match(line):
        # Four spaces would make code of it, fewer would vanish.
        bare = "\u00a0" * len(indent[0].expandtabs(4)) + bare
    elif LINE.match(bare):
        bare = "\\" + bare
    return NUMBER.sub(r"\1\\\2", bare, count=1) if NUMBER.match(bare) else bare


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_" or unicodedata.category(letter)[0] == "M"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
