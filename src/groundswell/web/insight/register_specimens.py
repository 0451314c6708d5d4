"""The register and what stands about oneself, for the gallery: in every state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from groundswell.adoption.bridges.models import OwnBridge
from groundswell.adoption.consents.models import Consent, RosterPlace
from groundswell.adoption.own.queries import Mirror, Persona, Week
from groundswell.adoption.register.lines import Chapter, Line
from groundswell.foundation import clock
from groundswell.people.persons.models import Account, Person
from groundswell.web.insight import about_me, own_bridge
from groundswell.web.insight.about_me import Offer
from groundswell.web.insight.looks import Shown

LAST = date(2026, 11, 22)
GAVE = (0, 2, 1, 4, 3, 0, 5, 2, 3, 6, 4, 2, 5)
GOT = (0, 1, 0, 5, 4, 0, 7, 1, 2, 9, 6, 1, 8)

BRIDGE = OwnBridge(
    on=LAST,
    ties=37,
    functions=4,
    constraint=0.087,
    effective_size=29.4,
    betweenness=2417.3,
    less_bound_than=0.81,
)


def specimens() -> dict[str, Any]:
    """All of it."""
    now = clock.now()
    earlier = now - timedelta(days=40)
    mira = Person(account=Account(id=1), name="Mira Lindqvist")
    weeks = [
        Week(LAST - timedelta(weeks=12 - number), *pair)
        for number, pair in enumerate(zip(GAVE, GOT, strict=True))
    ]
    past = Consent(given_at=earlier, withdrawn_at=now)
    return {
        "chapter": Chapter("specimen", "Silos and bridges", _lines()),
        "off": [("Talk across functions", LAST), ("Concentration", LAST)],
        "table": [("Role", "People"), ("Works council", "2"), ("Analyst", "1")],
        "weeks": about_me.weeks(weeks),
        "bridge": own_bridge.told(BRIDGE),
        "persona": about_me.persona(Mirror(Persona.RESPONDER, 6, 20, 11, 12)),
        "offers": [
            Offer("bridge", "I may be found for joint work", "Your name is seen.", now, []),
            Offer("champion", "I may be named as a champion", "Your name is seen.", None, [past]),
        ],
        "rosters": [
            RosterPlace(told_at=earlier),
            RosterPlace(told_at=earlier, agreed_at=now),
            RosterPlace(told_at=earlier, agreed_at=earlier, withdrawn_at=now),
        ],
        "own_figures": [
            ("Questions that name you", "5 of 9", "half within 19.4 working hours"),
            ("What followed where you came", "×1.16", "interval 0.91 to 1.47"),
        ],
        "looks": [
            [],
            [
                Shown(now, mira, is_at_server=False, report="Leadership", about="", times=2,
                      asked="up to 29 March 2026", more=["up to 22 March 2026"]),
                Shown(now, None, is_at_server=True, report="By the command", about="", times=1,
                      asked="", more=()),
            ],
        ],
    }  # fmt: skip


def _lines() -> list[Line]:
    said = ("Talk across functions", "Who replied to whom.", "Analysts.", "To see silos.")
    kept = "13 months, then only sums."
    return [
        Line("across", *said, kept, basis="Works agreement, § 5"),
        Line("alike", *said, kept, off_on=LAST, reason="Not agreed yet", is_off_for_council=True),
        Line("alone", *said, kept, off_on=LAST, reason="A mistake"),
        Line("part", *said, kept, off_on=LAST, reason="A mistake", off_with="Whole"),
    ]
