"""Halden Marine Systems in figures: who is where, who is known by name, what is planted."""

from __future__ import annotations

from dataclasses import dataclass, field

ORGANISATION = "Halden Marine Systems"
MAIL_HOST = "halden.example"
WEEKS = 78  # 18 months
OPENED_WEEKS_AGO = 38
QUARTER = 13  # weeks
WINDOW = 4  # weeks: the 28 days in which somebody took part

SITES = ("Halden", "Gdynia", "Busan", "Houston")
ZONES = {
    "Halden": "Europe/Oslo",
    "Gdynia": "Europe/Warsaw",
    "Busan": "Asia/Seoul",
    "Houston": "America/Chicago",
}

# What the demo's groundswell.toml says beside its defaults.
OPTIONS: dict[str, object] = {
    "organisation": ORGANISATION,
    "time_zone": ZONES["Halden"],
    "site_calendars": [f"{site}={zone}" for site, zone in ZONES.items() if site != "Halden"],
    "comms_functions": ["Comms & Marketing"],
    "leader_levels": ["Executive board", "Director"],
}

COMMS = "Comms & Marketing"
FLOOR = "floor"
LEVELS = {
    "board": "Executive board",
    "director": "Director",
    "manager": "Manager",
    "lead": "Team lead",
    "desk": "Desk staff",
    "floor": "Shop floor and field",
}
SITE_OF_LANGUAGE = {"no": "Halden", "pl": "Gdynia", "ko": "Busan"}


@dataclass(frozen=True, slots=True)
class Function:
    """A function: people by site and by level, and how many took part in 28 days, then and now."""

    sites: tuple[int, int, int, int]
    levels: tuple[int, int, int, int, int, int]
    a_quarter_ago: int
    now: int


FUNCTIONS: dict[str, Function] = {
    COMMS: Function((22, 6, 5, 3), (0, 1, 4, 4, 27, 0), 32, 33),
    "HR": Function((16, 8, 6, 4), (1, 1, 4, 4, 24, 0), 15, 22),
    "IT": Function((28, 10, 7, 3), (0, 2, 5, 7, 34, 0), 24, 31),
    "Service": Function((67, 44, 42, 17), (1, 4, 14, 23, 38, 90), 49, 86),
    "Engineering": Function((154, 38, 64, 4), (1, 6, 28, 40, 185, 0), 82, 122),
    "Executive": Function((11, 1, 1, 1), (1, 3, 3, 0, 7, 0), 3, 6),
    "Legal": Function((10, 2, 1, 1), (1, 1, 2, 1, 9, 0), 2, 5),
    "Sales": Function((46, 14, 20, 12), (1, 4, 12, 12, 63, 0), 31, 29),
    "Supply chain": Function((45, 38, 18, 9), (1, 3, 10, 14, 42, 40), 17, 27),
    "Manufacturing": Function((117, 139, 40, 84), (1, 4, 17, 36, 22, 300), 23, 71),
    "Finance": Function((24, 10, 6, 2), (1, 2, 5, 5, 29, 0), 6, 7),
}
PEOPLE = 1200
SEED = 1  # of the company that `groundswell demo` makes when it is asked for no other
# Of Houston's 84 in Manufacturing 76 stand on the shop floor: the ones who are not invited yet.
HOUSTON_LEVELS = {"Manufacturing": {"manager": 1, "lead": 4, "desk": 3, "floor": 76}}
NOT_INVITED = ("Manufacturing", "Houston", "floor")

SILOS = (("Engineering", "Manufacturing"), ("Manufacturing", "Sales"))
SILO = 0.15  # of the talk that chance would give between the two
PRESENCE = 1.25  # times the contributions where a leader answers
SALES_PEAK = 41  # took part in 28 days six weeks ago; from there it falls
FALL_WEEKS = 6
UNHEARD_SITE = "Busan"
NEWCOMERS = 0.4  # of those who start once the network is open take part in their first full week


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody whom the world knows by name. `joins` is in weeks ago, None by chance."""

    name: str
    function: str
    site: str
    level: str
    title: str
    joins: int | None = None
    rate: float = 0.9  # of weeks in which they take part, once they have joined
    ask: tuple[str, ...] = field(default=())


NAMED: tuple[Named, ...] = (
    Named(
        name="Astrid Halvorsen",
        function="Executive",
        site="Halden",
        level="board",
        title="Chief executive",
        joins=34,
        rate=0.8,
        ask=("what we should stop",),
    ),
    Named(
        name="Mira Lindqvist",
        function=COMMS,
        site="Halden",
        level="lead",
        title="Social lead",
        joins=78,
        rate=1.0,
        ask=("the network", "how to begin", "figures that mean something"),
    ),
    Named(
        name="Oskar Bjørnstad",
        function="HR",
        site="Halden",
        level="board",
        title="HR director",
        joins=46,
        ask=("parental leave at four sites",),
    ),
    Named(
        name="Lars Eikeland",
        function="Engineering",
        site="Halden",
        level="board",
        title="Head of Engineering",
        joins=7,
        rate=0.8,
    ),
    Named(
        name="Ingrid Moe",
        function="Engineering",
        site="Halden",
        level="director",
        title="Chief of staff, Engineering",
        joins=30,
        rate=0.7,
    ),
    Named(
        name="Marta Okafor",
        function="Service",
        site="Halden",
        level="board",
        title="Head of Service",
        joins=38,
        rate=1.0,
        ask=("anything about Service",),
    ),
    Named(
        name="Kari Nesse",
        function="Manufacturing",
        site="Halden",
        level="board",
        title="Chief operating officer",
        joins=22,
        rate=0.75,
    ),
    Named(
        name="Grzegorz Mazur",
        function="Supply chain",
        site="Gdynia",
        level="board",
        title="Head of Supply chain",
        joins=26,
        rate=0.2,
    ),
    Named(
        name="Denise Carter",
        function="Sales",
        site="Houston",
        level="board",
        title="Head of Sales",
        joins=33,
        rate=0.6,
    ),
    Named(
        name="Sverre Lund",
        function="Finance",
        site="Halden",
        level="board",
        title="Chief financial officer",
        joins=15,
        rate=0.3,
    ),
    Named(
        name="Joan Whitfield",
        function="Legal",
        site="Halden",
        level="board",
        title="General counsel",
        joins=16,
        rate=0.85,
        ask=("the register of concerns", "what may be posted"),
    ),
    Named(
        name="Renske de Vries",
        function="IT",
        site="Halden",
        level="director",
        title="Head of IT",
        joins=41,
        ask=("logins", "tablets on the floor"),
    ),
    Named(
        name="Tomasz Wilk",
        function="Service",
        site="Gdynia",
        level="floor",
        title="Field service engineer",
        joins=31,
        rate=1.0,
        ask=("tunnel thrusters", "quick repairs"),
    ),
    Named(
        name="Park Seo-yeon",
        function="Service",
        site="Busan",
        level="lead",
        title="Propulsion diagnostics lead",
        joins=33,
        rate=1.0,
        ask=("vibration spectra", "blade pitch", "azimuth seals"),
    ),
    Named(
        name="Henrik Dahl",
        function="Engineering",
        site="Halden",
        level="lead",
        title="Gearbox design lead",
        joins=34,
        rate=1.0,
        ask=("gear teeth", "tolerances"),
    ),
    Named(
        name="Choi Min-jun",
        function="Service",
        site="Busan",
        level="desk",
        title="Commissioning engineer",
        joins=30,
        rate=1.0,
        ask=("sea trials", "crash-stop curves"),
    ),
    Named(
        name="Han Ji-woo",
        function="Engineering",
        site="Busan",
        level="desk",
        title="Bridge interface designer",
        joins=27,
        rate=1.0,
        ask=("alarms that people read",),
    ),
    Named(
        name="Joanna Kowalska",
        function="Manufacturing",
        site="Gdynia",
        level="desk",
        title="Production planner",
        joins=29,
        rate=1.0,
        ask=("rosters", "bearings", "Polish"),
    ),
    Named(
        name="Luz Herrera",
        function="Supply chain",
        site="Houston",
        level="manager",
        title="Supply chain manager",
        joins=32,
        rate=1.0,
        ask=("dead stock", "customs in Texas"),
    ),
    Named(
        name="Marcus Boateng",
        function="Engineering",
        site="Houston",
        level="desk",
        title="Senior controls engineer",
        joins=33,
        rate=1.0,
        ask=("ramp limiters", "PLC timing"),
    ),
    Named(
        name="Tuva Moen",
        function="Manufacturing",
        site="Halden",
        level="floor",
        title="Apprentice mechanic",
        joins=5,
        rate=1.0,
        ask=("nothing yet; ask me in a year",),
    ),
    Named(
        name="Caleb Whitmore",
        function="Service",
        site="Houston",
        level="floor",
        title="Field service technician",
        joins=12,
        rate=0.9,
    ),
    Named(
        name="Piotr Zieliński",
        function="Service",
        site="Gdynia",
        level="manager",
        title="Service manager, Baltic",
        joins=24,
        rate=0.7,
    ),
    Named(
        name="Ewa Nowak",
        function="Manufacturing",
        site="Gdynia",
        level="lead",
        title="Welding supervisor",
        joins=18,
        rate=0.8,
    ),
    Named(
        name="Dolores Pike",
        function="Finance",
        site="Houston",
        level="desk",
        title="Credit controller",
        joins=20,
        rate=0.7,
    ),
)

# Roles in the instance, by name, and who gave them.
ROLES_FROM = "Renske de Vries"
ROLES: dict[str, tuple[str, ...]] = {
    # The board comes along only where it sees what comes of it.
    **{one.name: ("reader",) for one in NAMED if one.level == "board"},
    "Renske de Vries": ("administrator",),
    "Oskar Bjørnstad": ("people_administrator", "announcer", "reader"),
    "Joan Whitfield": ("legal", "reader"),
    "Mira Lindqvist": ("analyst", "moderator", "announcer"),
    "Marcus Boateng": ("moderator",),
    "Joanna Kowalska": ("works_council",),
}
