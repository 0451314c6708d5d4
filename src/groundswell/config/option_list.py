"""Every option: its value when nothing is said, and what it does, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.config.option_rules import DAYS


@dataclass(frozen=True, slots=True)
class Option:
    """One key: its value when nothing is said, and what it is for."""

    default: Any
    words: str


OPTIONS: dict[str, Option] = {
    "organisation": Option("Our organisation", "The name that everybody sees."),
    "language": Option("en", "Language for those who chose none: en or de."),
    "time_zone": Option("UTC", "Days and weeks are cut here, for example Europe/Oslo."),
    "working_days": Option(list(DAYS[:5]), "Days on which people work."),
    "working_hours": Option("08:00-16:00", "When most people work, in the organisation's time."),
    "comms_functions": Option(
        ["Comms & Marketing"], "Functions that are Comms & Marketing; adoption beyond them is told."
    ),
    "leader_levels": Option([], "Levels that are leaders beside the chief and the direct reports."),
    "privacy_threshold": Option(10, "No figure about fewer people; never under 5."),
    "public_address": Option(
        "http://localhost:8000", "The address that people type; links in mails begin with it."
    ),
    "plain_http": Option(
        False, "Allow an address without TLS that is not this machine: a company's own network."
    ),
    "trusted_proxies": Option(
        [], "Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."
    ),
    "database_url": Option("", "Empty: SQLite in this directory. postgresql://user:word@host/name"),
    "group_sleep_days": Option(
        180, "Days without a post after which a group is archived, told 30 days ahead; 0: never."
    ),
    "upload_megabytes": Option(25, "The largest file that may be attached."),
    "log_format": Option("text", "What the journal gets: text, or json with a line a request."),
    "metrics_addresses": Option([], "Addresses or networks that may read /metrics; empty: nobody."),
    "metrics_token_file": Option("", "A file with the word that opens /metrics from elsewhere."),
    "mail.host": Option("", "The mail server; empty: no mail is sent, letters can be printed."),
    "mail.port": Option(587, "Its port."),
    "mail.user": Option("", "Who signs in there; empty: nobody."),
    "mail.password_file": Option("", "A file that holds the password alone."),
    "mail.tls": Option("starttls", "starttls, tls or none."),
    "mail.sender": Option("", "The address that mails come from."),
    "mail.replies": Option("", "Where answers to mails go, with +… before the @; empty: nowhere."),
    "push.is_on": Option(True, "Tell browsers that asked for it, through their makers' services."),
    "push.inside": Option([], "Push services of one's own network: host, or host:port."),
    "oidc.issuer": Option(
        "", "The company's own sign-in (OpenID Connect); empty: passwords alone."
    ),
    "oidc.name": Option("company account", "What people call it: 'Sign in with …'."),
    "oidc.client_id": Option("", "The name under which the provider knows this instance."),
    "oidc.client_secret_file": Option("", "A file that holds the client's secret alone."),
    "oidc.scopes": Option(["openid", "profile", "email"], "What is asked for; Okta wants groups."),
    "oidc.trusts_email": Option(
        False, "Believe addresses that are not called verified: Entra ID, of one's own tenant."
    ),
    "oidc.groups_claim": Option("groups", "The claim that names the groups of a person."),
    "oidc.roles": Option(
        [], "Groups that give roles, 'its-admins=administrator'; losing the group takes the role."
    ),
    "oidc.is_the_only_way": Option(
        False, "Passwords no longer open the door; one-time links still do."
    ),
}
