"""The company's own sign-in, spoken to: OpenID Connect, authorization code with PKCE and nonce.

Nothing of an attempt is kept here: the browser carries it, signed, and brings it back.

Source: OpenID Connect Core 1.0, section 3.1; Back-Channel Logout 1.0, section 2.4; RFC 7636.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy
from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from groundswell.foundation.errors import Refused

PATIENCE = 10.0  # seconds for the provider to answer; a person waits
KEPT = 3600.0  # seconds that what the provider says of itself is believed
RENEWED = 10.0  # seconds between two looks for new keys
LEEWAY = 120  # seconds that its clock may be off
# Signed with a key that the provider alone has; the client's secret or none would do for 'HS256'
# or 'none', which is why what is allowed is said here and not by the token.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class ProviderIsAway(Refused):
    """The provider does not answer, or not as one."""

    message = _lazy(
        "The company’s sign-in does not answer. Try again in a minute; if it goes on, tell an"
        " administrator."
    )


class ProviderRefused(Refused):
    """The provider let nobody in, or what it sent does not belong to this attempt."""

    message = _lazy("That sign-in was not completed. Nothing was changed; begin again.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the answer must fit: it came from here, for this browser, and once."""

    state: str
    nonce: str
    verifier: str


type Claims = dict[str, Any]


class Provider:
    """One provider as the options name it. What it publishes is fetched when first needed."""

    def __init__(self) -> None:
        self._options = settings.OPTIONS.oidc
        self._published: tuple[float, Claims] = (-KEPT, {})
        self._keys: tuple[float, KeySet] | None = None

    def begin(self) -> tuple[str, Attempt]:
        """Where the browser goes, and the attempt that it takes along.

        Raises:
            ProviderIsAway: it does not say where that is.
        """
        attempt = Attempt(*(secrets.token_urlsafe(48) for _ in range(3)))
        url, _ = self._client().create_authorization_url(
            self._metadata()["authorization_endpoint"],
            state=attempt.state,
            nonce=attempt.nonce,
            code_verifier=attempt.verifier,
        )
        return str(url), attempt

    def finish(self, attempt: Attempt, *, state: str, code: str) -> Claims:
        """What the provider says of the person who came back with a code.

        Raises:
            ProviderRefused: the code, the state or the token is not right for this attempt.
            ProviderIsAway: it does not answer.
        """
        if not code or not secrets.compare_digest(state.encode(), attempt.state.encode()):
            raise ProviderRefused
        metadata = self._metadata()
        try:
            with self._client() as client:
                token = client.fetch_token(
                    metadata["token_endpoint"], code=code, code_verifier=attempt.verifier
                )
                claims = self._identity(token, attempt.nonce)
                return claims | self._more(client, claims["sub"])
        except (OAuthError, JoseError, KeyError, ValueError) as error:
            raise ProviderRefused from error
        except httpx2.HTTPError as error:
            raise ProviderIsAway from error

    def farewell(self, back_to: str) -> str:
        """Where the browser signs out at the provider too, or nothing where it knows no such place.

        Source: OpenID Connect RP-Initiated Logout 1.0, section 2.
        """
        try:
            place = self._metadata().get("end_session_endpoint")
        except ProviderIsAway:
            return ""
        asked = {"client_id": self._options.client_id, "post_logout_redirect_uri": back_to}
        return f"{place}?{urlencode(asked)}" if place else ""

    def signed_out(self, logout_token: str) -> Claims:
        """The `sub` and `sid` that a logout token of the provider names.

        Raises:
            ProviderRefused: it is not one, or not for us.
        """
        try:
            claims = self._verified(logout_token).claims
            registry = jwt.JWTClaimsRegistry(leeway=LEEWAY, **self._expected(), **_essential("iat"))
            registry.validate(claims)
        except (JoseError, ValueError) as error:
            raise ProviderRefused from error
        is_one = LOGOUT_EVENT in (claims.get("events") or {}) and "nonce" not in claims
        if not is_one or not (claims.get("sub") or claims.get("sid")):
            raise ProviderRefused
        return dict(claims)

    def _identity(self, token: Claims, nonce: str) -> Claims:
        verified = self._verified(token["id_token"])
        claims = CodeIDToken(
            verified.claims,
            verified.header,
            self._expected(),
            {
                "nonce": nonce,
                "client_id": self._options.client_id,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _more(self, client: OAuth2Client, subject: str) -> Claims:
        """What the provider tells beside the token; it must be of the same person."""
        place = self._metadata().get("userinfo_endpoint")
        if not place:
            return {}
        answer = client.get(place)
        answer.raise_for_status()
        told = answer.json()
        return dict(told) if told.get("sub") == subject else {}

    def _verified(self, token: str) -> jwt.Token:
        registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(token, self._key_set(no_older_than=KEPT), registry=registry)
        except InvalidKeyIdError:
            # The provider may have changed its keys. Made-up tokens must not set us asking.
            return jwt.decode(token, self._key_set(no_older_than=RENEWED), registry=registry)

    def _expected(self) -> dict[str, Any]:
        return {
            "iss": {"essential": True, "value": self._options.issuer},
            "aud": {"essential": True, "value": self._options.client_id},
        }

    def _key_set(self, *, no_older_than: float) -> KeySet:
        now = time.monotonic()
        if self._keys is None or now - self._keys[0] > no_older_than:
            found = _fetched(self._metadata()["jwks_uri"])
            self._keys = now, KeySet.import_key_set(cast(Any, found))
        return self._keys[1]

    def _metadata(self) -> Claims:
        at, known = self._published
        if time.monotonic() - at < KEPT:
            return known
        issuer = self._options.issuer
        found = _fetched(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise ProviderIsAway
        self._published = (time.monotonic(), found)
        return found

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._options.client_id,
            client_secret=self._secret or None,
            scope=" ".join(self._options.scopes),
            redirect_uri=settings.OPTIONS.origin + BACK,
            code_challenge_method="S256",
            timeout=PATIENCE,
        )

    @cached_property
    def _secret(self) -> str:
        file = self._options.client_secret_file
        return Path(file).read_text("utf-8").strip() if file else ""


BACK = "/sign-in/company/back/"


def _essential(*names: str) -> dict[str, Any]:
    return {name: {"essential": True} for name in names}


def _fetched(address: str) -> Claims:
    try:
        answer = httpx2.get(address, timeout=PATIENCE)
        answer.raise_for_status()
        found = answer.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise ProviderIsAway from error
    if not isinstance(found, dict):
        raise ProviderIsAway
    return found
