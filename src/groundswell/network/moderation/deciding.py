"""Deciding a case, asking for another look, and giving it. The author learns what and why."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.moderation import queries
from groundswell.network.moderation.models import Act, Case, Deed, State
from groundswell.network.posts.models import Post
from groundswell.network.posts.taking import put_back, take_away
from groundswell.people.audit import actions as audit
from groundswell.people.persons import limits
from groundswell.people.persons.models import Person

LONGEST = 90  # days somebody may only read


class GiveAReason(Refused):
    """Nobody is decided about without hearing why."""

    message = _lazy("Write why: the person concerned reads it.")


class ThatIsDecidedAlready(Refused):
    """Another moderator was faster."""

    message = _lazy("This was decided already. Its history says what, and by whom.")


class AnotherModeratorDecides(Refused):
    """Who decided does not judge the appeal, where there is somebody else."""

    message = _lazy("You decided this yourself, so another moderator looks at the appeal.")


class ThereIsNothingToAppeal(Refused):
    """One asks for another look once, at what was decided."""

    message = _lazy("You can ask for another look once, after something was decided.")


@transaction.atomic
def decide(
    *,
    moderator: Person,
    case_id: int,
    words: str,
    hides: bool = False,
    warns: bool = False,
    reads_only_days: int = 0,
) -> Case:
    """Hide the post, warn its author, let them only read for a time; or none of it: all is well.

    Raises:
        NotFound: no such case for this person to decide.
        ThatIsDecidedAlready: it does not wait any more.
        GiveAReason: something is done, and nothing said.
    """
    case = _locked(moderator, case_id)
    words = words.strip()
    if case.state != State.OPEN:
        raise ThatIsDecidedAlready
    has_effect = hides or warns or reads_only_days > 0
    if has_effect and not words:
        raise GiveAReason
    if hides:
        _hide(case, moderator, words)
    if reads_only_days > 0:
        _limit(case, moderator, words, min(reads_only_days, LONGEST))
    if warns:
        _do(case, moderator, Deed.WARNED, words)
    if not has_effect:
        _do(case, moderator, Deed.DISMISSED, words)
    now = clock.now()
    case.state, case.decided_by, case.changed_at = State.DECIDED, moderator, now
    case.decided_at = now if has_effect else case.decided_at
    case.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
    _tell("decided" if has_effect else "dismissed", case, moderator)
    return case


@transaction.atomic
def appeal(*, author: Person, case_id: int, words: str) -> Case:
    """Ask for another look at what was decided.

    Raises:
        NotFound: nothing was decided about this person under that number.
        ThereIsNothingToAppeal: they asked before, or it is not decided at present.
        GiveAReason: nothing is said.
    """
    own = Case.objects.visible_to(author).filter(author=author)
    case = own.select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    if case.state != State.DECIDED:
        raise ThereIsNothingToAppeal
    if not words.strip():
        raise GiveAReason
    Act.objects.create(
        case=case, person=author, deed=Deed.APPEALED, words=words.strip(), at=clock.now()
    )
    case.state, case.changed_at = State.APPEALED, clock.now()
    case.save(update_fields=["state", "changed_at"])
    _tell("appealed", case, author)
    return case


@transaction.atomic
def answer_appeal(*, moderator: Person, case_id: int, words: str, is_lifted: bool) -> Case:
    """Take back what was decided, or let it stand; that is the last word.

    Raises:
        NotFound: no such case for this person to decide.
        ThatIsDecidedAlready: no appeal waits.
        AnotherModeratorDecides: they decided it, and there is somebody else.
        GiveAReason: nothing is said.
    """
    case = _locked(moderator, case_id)
    if case.state != State.APPEALED:
        raise ThatIsDecidedAlready
    if case.decided_by_id == moderator.pk and queries.others_may_decide(moderator, case):
        raise AnotherModeratorDecides
    if not words.strip():
        raise GiveAReason
    _do(case, moderator, Deed.LIFTED if is_lifted else Deed.UPHELD, words.strip())
    if is_lifted:
        _undo(case, moderator)
    case.state, case.changed_at = State.FINAL, clock.now()
    case.save(update_fields=["state", "changed_at"])
    _tell("decided", case, moderator)
    return case


def _locked(moderator: Person, case_id: int) -> Case:
    found = Case.objects.decided_by(moderator).select_for_update(of=("self",))
    if (case := found.filter(pk=case_id).first()) is None:
        raise NotFound
    return case


def _hide(case: Case, moderator: Person, words: str) -> None:
    post = Post.objects.select_for_update().get(pk=case.post_id)
    if post.removed_at is None:
        take_away(post, moderator)
        _do(case, moderator, Deed.HID, words)


def _limit(case: Case, moderator: Person, words: str, days: int) -> None:
    act = _do(case, moderator, Deed.LIMITED, words)
    act.until = clock.now() + timedelta(days=days)
    act.save(update_fields=["until"])
    _limit_as_decided(case.author_id)


def _limit_as_decided(author_id: int) -> None:
    """Let somebody only read as long as the longest of the decisions about them that stand."""
    limited = Act.objects.filter(deed=Deed.LIMITED, case__author=author_id, until__gt=clock.now())
    # Lifted was what was decided before; whoever is reported anew may be limited anew.
    lifted = Act.objects.filter(case=OuterRef("case"), deed=Deed.LIFTED, pk__gt=OuterRef("pk"))
    standing = limited.filter(~Exists(lifted))
    limits.limit(author_id, standing.aggregate(until=Max("until"))["until"])


def _undo(case: Case, moderator: Person) -> None:
    """Show the post again, and let its author write, unless another decision stands."""
    done = set(case.acts.values_list("deed", flat=True))
    if Deed.LIMITED in done:
        _limit_as_decided(case.author_id)
    post = Post.objects.select_for_update().get(pk=case.post_id)
    # What its author or an owner removed meanwhile stays removed.
    if Deed.HID in done and post.removed_by_id == case.decided_by_id:
        put_back(post, moderator, case.stream_ids)


def _do(case: Case, moderator: Person, deed: Deed, words: str) -> Act:
    audit.record(moderator, f"moderation {deed}", "person", case.author_id, case=case.pk)
    return Act.objects.create(case=case, person=moderator, deed=deed, words=words, at=clock.now())


def _tell(verb: str, case: Case, actor: Person) -> None:
    log.record(actor_id=actor.pk, verb=verb, noun="case", noun_id=case.pk)
