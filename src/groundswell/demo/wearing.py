"""Whose face is a picture that they chose; everybody else wears their initials."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from groundswell.demo.days import Days
from groundswell.demo.member import Member
from groundswell.demo.pictures.faces import MOTIFS, PALETTES
from groundswell.demo.simulation import Company

NAMED = {
    "Tomasz Wilk": ("bicycle", 2),
    "Park Seo-yeon": ("moon", 5),
    "Marta Okafor": ("flower", 1),
    "Mira Lindqvist": ("lighthouse", 0),
    "Marcus Boateng": ("cup", 2),
    "Joanna Kowalska": ("cat", 3),
    "Choi Min-jun": ("sail", 4),
    "Han Ji-woo": ("balloon", 0),
    "Luz Herrera": ("flower", 4),
    "Henrik Dahl": ("mountain", 4),
    "Ewa Nowak": ("fish", 0),
}

type Face = tuple[str, int]  # a motif and its palette


def faces(company: Company, there: Days) -> Mapping[int, Face]:
    """By number, who wears which: each one once, by people who look in here."""
    chosen = {
        member.number: NAMED[member.name] for member in company.people if member.name in NAMED
    }
    dice = company.dice("faces")
    free = [face for face in product(MOTIFS, range(len(PALETTES))) if face not in NAMED.values()]
    dice.shuffle(free)
    others = [number for number in sorted(there.since) if _may(company.people[number])]
    return {**chosen, **dict(zip(dice.sample(others, len(free)), free, strict=True))}


def _may(member: Member) -> bool:
    return member.named is None and member.left_on is None
