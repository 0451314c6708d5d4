"""Every option: its value when nothing is said, and what it does, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.foundation.calendars import DAYS


@dataclass(frozen=True, slots=True)
class Option:
    """One key: its value when nothing is said, and what it does.

    `may_be_chosen`: administrators change it in the browser, and it holds at once.
    """

    default: Any
    words: str
    may_be_chosen: bool = False


def _(words: str) -> str:
    """The words as they are: marked for the catalogue, and put into a language where shown."""
    return words


OPTIONS: dict[str, Option] = {
    "organisation": Option(
        "Our organisation",
        _("The name that everybody sees, above every page and in mails."),
        may_be_chosen=True,
    ),
    "language": Option(
        "en", _("The language of those who chose none: en or de."), may_be_chosen=True
    ),
    "time_zone": Option("UTC", _("Days and weeks are cut here, for example Europe/Oslo.")),
    "working_days": Option(
        list(DAYS[:5]),
        _("Days on which people work; on others nothing is mailed to those who chose none."),
        may_be_chosen=True,
    ),
    "working_hours": Option("08:00-16:00", _("When most people work, in the organisation's time.")),
    "site_calendars": Option(
        [],
        _("Sites that work otherwise, like Busan=Asia/Seoul 09:00-18:00 monday,tuesday."),
    ),
    "holidays": Option(
        [], _("Days on which nobody works, like 2026-12-25, or one site, like Busan=2026-02-17.")
    ),
    "comms_functions": Option(
        ["Comms & Marketing"],
        _("Functions that are Comms & Marketing; adoption beyond them is told."),
        may_be_chosen=True,
    ),
    "leader_levels": Option(
        [],
        _("Levels that are leaders beside the chief and whoever has reports."),
        may_be_chosen=True,
    ),
    "privacy_threshold": Option(10, _("No figure about fewer people is shown; never under 5.")),
    "raw_months": Option(
        13, _("Months for which rows about single people stay behind the figures; sums stay.")
    ),
    "public_address": Option(
        "http://localhost:8000", _("The address that people type; links in mails begin with it.")
    ),
    "plain_http": Option(
        False, _("Allows an address without TLS that is not this machine: a company's own network.")
    ),
    "trusted_proxies": Option(
        [],
        _("Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses, networks."),
    ),
    "database_url": Option(
        "", _("Empty: SQLite in this directory; else postgresql://user:word@host/name.")
    ),
    "group_sleep_days": Option(
        180,
        _("Days without a post after which a group is archived, told 30 days ahead; 0: never."),
        may_be_chosen=True,
    ),
    "upload_megabytes": Option(
        25, _("The largest file that may be attached; a form may be four times as large.")
    ),
    "log_format": Option(
        "text", _("What the journal gets: text, or json with a line for each request.")
    ),
    "metrics_addresses": Option(
        [], _("Addresses or networks that may read /metrics; empty: nobody.")
    ),
    "metrics_token_file": Option("", _("A file with the word that opens /metrics from elsewhere.")),
    "branding.accent_light": Option(
        "",
        _("The colour of what may be pressed, on light pages, like #005f6b."),
        may_be_chosen=True,
    ),
    "branding.accent_dark": Option(
        "", _("The colour of what may be pressed, on dark pages."), may_be_chosen=True
    ),
    "branding.logo": Option(
        "",
        _("The mark above every page, kept in branding/; it is sent in the browser."),
        may_be_chosen=True,
    ),
    "mail.host": Option("", _("The mail server; empty: no mail is sent, letters can be printed.")),
    "mail.port": Option(587, _("The port of the mail server.")),
    "mail.user": Option("", _("Who signs in at the mail server; empty: nobody.")),
    "mail.password_file": Option("", _("A file that holds the password of the mail server alone.")),
    "mail.tls": Option(
        "starttls", _("How the way to the mail server is covered: starttls, tls or none.")
    ),
    "mail.sender": Option("", _("The address that mails come from.")),
    "mail.replies": Option(
        "", _("Where answers to mails go, with +… before the @; empty: nowhere.")
    ),
    "push.is_on": Option(
        True, _("Tells browsers that asked for it what waits, while they are closed.")
    ),
    "push.inside": Option(
        [], _("Push services of one's own network that may be asked: host or host:port.")
    ),
    "oidc.issuer": Option(
        "", _("The company's own sign-in (OpenID Connect); empty: passwords alone.")
    ),
    "oidc.name": Option(
        "company account", _("What people call the company's own sign-in: “Sign in with …”.")
    ),
    "oidc.client_id": Option("", _("The name under which the provider knows this instance.")),
    "oidc.client_secret_file": Option("", _("A file that holds the client's secret alone.")),
    "oidc.scopes": Option(
        ["openid", "profile", "email"], _("What the provider is asked for; Okta wants groups too.")
    ),
    "oidc.trusts_email": Option(
        False, _("Believes addresses that are not called verified: Entra ID, of one's own tenant.")
    ),
    "oidc.groups_claim": Option("groups", _("The claim that names the groups of a person.")),
    "oidc.roles": Option(
        [], _("Groups that give roles, its-admins=administrator; losing the group takes the role.")
    ),
    "oidc.is_the_only_way": Option(
        False, _("Passwords no longer open the door; one-time links still do.")
    ),
}
