"""Who is to be told of what: from activities to notices that are not opened yet.

A kind of notice has its function here, its part in `facts.sql` and in `hollow.sql`, and its
sentence in `wording.py`. One event tells a person once, by the kind that concerns them most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell.activity.log import Entry
from groundswell.foundation import ids, sql
from groundswell.network.groups.models import Group, Invitation, JoinRequest
from groundswell.network.moderation.models import MODERATING, Case
from groundswell.network.moderation.models import State as CaseState
from groundswell.network.notifications import announcing
from groundswell.network.notifications.models import Kind, Level, Notice
from groundswell.network.posts.models import Mention, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.rules.models import Held, HeldState
from groundswell.network.streams.models import MemberRole, Membership, Subscription
from groundswell.network.unsent.models import Handed
from groundswell.people.delegates.models import Delegation, Rostered
from groundswell.people.roles.models import RoleGrant

QUERIES = sql.folder(__package__)
WRITTEN = frozenset({"published", "replied"})
WAITING = frozenset({"reported", "appealed"})

type Pairs = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """A person is to be told that something waits since that moment."""

    person_id: int
    kind: Kind
    subject_id: int
    thread_id: int | None
    since_id: int
    since_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What was written: where, by whom, and in answer to whom."""

    id: int
    thread_id: int
    author_id: int
    acted_by_id: int | None
    answered_ids: frozenset[int]
    is_new: bool


def told(entries: Sequence[Entry]) -> list[Told]:
    """All that these activities tell, oldest first within a kind."""
    return [one for tell in TELLERS for one in tell(entries)]


def about_posts(entries: Sequence[Entry]) -> Iterator[Told]:
    """Of what was written hear those it names, those it answers, and those in its thread."""
    said = _said(entries)
    named = _named([post.id for post in said])
    inside = _inside({post.thread_id for post in said if post.is_new and post.id != post.thread_id})
    hearing = _hearing([post.id for post in said if post.is_new and post.id == post.thread_id])
    addressed = announcing.addressed([post.id for post in said if post.is_new])
    known = _known_mentions(said)
    for post in said:
        people = [(Kind.MENTION, post.thread_id, person) for person in named[post.id]]
        if post.is_new:
            people += [
                (Kind.ANSWER, post.thread_id, person) for person in sorted(post.answered_ids)
            ]
            told_already = {person for _, _, person in people}
            unaware = _unaware(post, inside[post.thread_id], told_already)
            people += [(Kind.THREAD, post.thread_id, person) for person in unaware]
            people += [(Kind.ANNOUNCEMENT, post.id, one) for one in addressed.get(post.id, ())]
            people += [(Kind.NEWS, stream, person) for stream, person in hearing[post.id]]
        else:
            people = [each for each in people if (each[2], post.thread_id) not in known]
        yield from _each_once(post, people)


def _each_once(post: Said, people: Iterable[tuple[Kind, int, int]]) -> Iterator[Told]:
    told_already = {post.author_id, post.acted_by_id}
    at = ids.instant_of(post.id)
    for kind, subject_id, person_id in people:
        if person_id not in told_already:
            told_already.add(person_id)
            thread_id = None if kind == Kind.NEWS else post.thread_id
            yield Told(person_id, kind, subject_id, thread_id, post.id, at)


def _said(entries: Sequence[Entry]) -> list[Said]:
    new = {entry.noun_id for entry in entries if entry.verb in WRITTEN and entry.noun == "post"}
    changed = {entry.noun_id for entry in entries if entry.verb == "edited"} - new
    posts = Post.objects.filter(pk__in=new | changed, removed_at=None).order_by("pk")
    rows = posts.values_list(
        "pk",
        "root_id",
        "author_id",
        "acted_by_id",
        "parent__author_id",
        "parent__acted_by_id",
        "root__author_id",
        "root__acted_by_id",
    )
    return [
        Said(pk, root or pk, author, acted_by, _pair(hearing[:2]) or _pair(hearing[2:]), pk in new)
        for pk, root, author, acted_by, *hearing in rows
    ]


def _pair(people: Sequence[int | None]) -> frozenset[int]:
    """Whose post it is that is answered, and the delegate who posted it."""
    return frozenset(person for person in people if person is not None)


def _named(post_ids: Sequence[int]) -> Pairs:
    found = defaultdict(list)
    people = Mention.objects.filter(post_id__in=post_ids, account__person__isnull=False)
    for post_id, person_id in people.values_list("post_id", "account_id"):
        found[post_id].append(person_id)
    return found


def _known_mentions(said: Sequence[Said]) -> set[tuple[int, int]]:
    """Who was told before that a thread names them: an edit tells nobody twice."""
    threads = [post.thread_id for post in said if not post.is_new]
    notices = Notice.objects.filter(kind=Kind.MENTION, subject_id__in=threads)
    return set(notices.values_list("person_id", "subject_id")) if threads else set()


def _inside(thread_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Who wrote in the threads and has no open notice of them, and up to where they read."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    threads = sorted(thread_ids)
    rows = QUERIES.tuples("inside", threads=threads) if threads else ()
    for thread_id, person_id, read_up_to in rows:
        found[thread_id][person_id] = read_up_to
    return found


def _unaware(post: Said, people: dict[int, int], told_already: Collection[int]) -> list[int]:
    """Those in the thread who are told by this post; by the next ones they are told already."""
    others = {post.author_id, post.acted_by_id, *told_already}
    unaware = [
        person_id
        for person_id, read_up_to in people.items()
        if read_up_to < post.id and person_id not in others
    ]
    for person_id in unaware:
        del people[person_id]
    return unaware


def _hearing(post_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Who wants to hear all of the groups in which the threads stand."""
    found = defaultdict(list)
    rows = QUERIES.tuples("hearing", posts=list(post_ids), level=Level.ALL) if post_ids else ()
    for post_id, stream_id, person_id in rows:
        found[post_id].append((stream_id, person_id))
    return found


def about_best_answers(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whose answer was marked as the best hears of it, unless they marked it themselves."""
    chosen = {entry.noun_id: entry for entry in entries if entry.verb == "chose"}
    answers = Post.objects.filter(pk__in=chosen, root__isnull=False, removed_at=None)
    for pk, root_id, author_id in answers.values_list("pk", "root_id", "author_id"):
        entry = chosen[pk]
        if root_id is not None and author_id != entry.actor_id:
            at = entry.happened_at
            yield Told(author_id, Kind.BEST, root_id, root_id, ids.floor(at), at)


def about_reactions(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who wrote a post hears that somebody reacted to it."""
    given = {(entry.actor_id, entry.noun_id) for entry in entries if entry.verb == "reacted"}
    if not given:
        return
    reactions = Reaction.objects.filter(
        person_id__in={who for who, _ in given}, post_id__in={post for _, post in given}
    ).exclude(post__removed_at__isnull=False)
    rows = reactions.order_by("reacted_at").values_list(
        "person_id", "post_id", "post__author_id", "post__root_id", "reacted_at"
    )
    for person_id, post_id, author_id, root_id, at in rows:
        if (person_id, post_id) in given and author_id != person_id:
            thread_id = root_id or post_id
            yield Told(author_id, Kind.REACTION, post_id, thread_id, ids.floor(at), at)


def about_follows(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whose storyline somebody follows hears of it."""
    followed = {(e.actor_id, e.noun_id) for e in entries if e.verb == "followed"}
    rows = Subscription.objects.filter(
        person_id__in={who for who, _ in followed}, stream__person__isnull=False
    ).values_list("person_id", "stream_id", "stream__person_id", "since_at")
    for follower_id, stream_id, person_id, at in rows if followed else ():
        if (follower_id, stream_id) in followed and person_id not in {None, follower_id}:
            yield Told(int(person_id or 0), Kind.FOLLOW, 0, None, ids.floor(at), at)


def about_invitations(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who is asked into a group hears of it."""
    asked = {(entry.noun_id, entry.stream_id) for entry in entries if entry.verb == "invited"}
    rows = Invitation.objects.filter(
        person_id__in={person for person, _ in asked},
        group__stream_id__in={stream for _, stream in asked},
    ).values_list("person_id", "group_id", "group__stream_id", "invited_at")
    for person, group, stream, at in rows if asked else ():
        if (person, stream) in asked:
            yield Told(person, Kind.INVITATION, group, None, ids.floor(at), at)


def about_requests(entries: Sequence[Entry]) -> Iterator[Told]:
    """The owners of a group hear that somebody asks to be let in."""
    asked = {(e.noun_id, e.actor_id) for e in entries if e.verb == "asked_to_join"}
    if not asked:
        return
    groups = dict(Group.objects.filter(pk__in={g for g, _ in asked}).values_list("stream_id", "pk"))
    owners = Membership.objects.filter(stream_id__in=groups, role=MemberRole.OWNER)
    owned = [(groups[stream], owner) for owner, stream in owners.values_list("person", "stream")]
    requests = JoinRequest.objects.filter(group_id__in=groups.values()).order_by("asked_at")
    for group, person, at in requests.values_list("group_id", "person_id", "asked_at"):
        if (group, person) in asked:
            for owned_group, owner in owned:
                if owned_group == group:
                    yield Told(owner, Kind.REQUEST, group, None, ids.floor(at), at)


def about_reports(entries: Sequence[Entry]) -> Iterator[Told]:
    """The moderators hear that a case waits for them; who decided it looks away from its appeal."""
    waiting = {e.noun_id: e for e in entries if e.noun == "case" and e.verb in WAITING}
    cases = Case.objects.filter(pk__in=waiting, state__in=[CaseState.OPEN, CaseState.APPEALED])
    known = list(cases.order_by("pk")) if waiting else []
    moderators = RoleGrant.objects.filter(role__in=MODERATING).values_list("person_id", flat=True)
    people = sorted(set(moderators)) if known else []
    for case in known:
        entry = waiting[case.pk]
        judges = [person for person in people if person not in {case.author_id, entry.actor_id}]
        others = [person for person in judges if person != case.decided_by_id]
        for person in (others or judges) if entry.verb == "appealed" else judges:
            at = entry.happened_at
            yield Told(person, Kind.REPORT, case.pk, None, ids.floor(at), at)


def about_decisions(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whom a moderator decided about hears of it."""
    decided = {e.noun_id: e for e in entries if e.noun == "case" and e.verb == "decided"}
    cases = Case.objects.filter(pk__in=decided).order_by("pk")
    for pk, author_id in cases.values_list("pk", "author_id") if decided else ():
        at = decided[pk].happened_at
        yield Told(author_id, Kind.DECISION, pk, None, ids.floor(at), at)


def about_reminders(entries: Sequence[Entry]) -> Iterator[Told]:
    """Who has not acknowledged an announcement hears of it once more."""
    reminded = {entry.noun_id: entry for entry in entries if entry.verb == "reminded"}
    for post_id, people in announcing.missing(list(reminded)).items():
        at = reminded[post_id].happened_at
        for person_id in people:
            yield Told(person_id, Kind.ANNOUNCEMENT, post_id, post_id, ids.floor(at), at)


def about_held(entries: Sequence[Entry]) -> Iterator[Told]:
    """The owners of a group hear what waits for them, its author what they said."""
    told = {e.noun_id: e for e in entries if e.noun == "held"}
    for held in Held.objects.filter(pk__in=told).order_by("pk") if told else ():
        at = told[held.pk].happened_at
        if held.state != HeldState.WAITING:
            yield Told(held.author_id, Kind.VERDICT, held.pk, None, ids.floor(at), at)
            continue
        owners = Membership.objects.filter(stream_id=held.stream_id, role=MemberRole.OWNER)
        for owner in owners.order_by("person_id").values_list("person_id", flat=True):
            yield Told(owner, Kind.HELD, held.pk, None, ids.floor(at), at)


def about_delegations(entries: Sequence[Entry]) -> Iterator[Told]:
    """Whoever may write for a leader hears of it."""
    named = {e.noun_id: e.happened_at for e in entries if e.verb == "delegated"}
    rows = Delegation.objects.filter(pk__in=named).order_by("pk")
    for pk, delegate_id in rows.values_list("pk", "delegate_id") if named else ():
        yield Told(delegate_id, Kind.DELEGATION, pk, None, ids.floor(named[pk]), named[pk])


def about_handed(entries: Sequence[Entry]) -> Iterator[Told]:
    """A leader hears that a delegate left a draft."""
    left = {e.noun_id: e.happened_at for e in entries if e.verb == "drafted"}
    rows = Handed.objects.filter(pk__in=left).order_by("pk")
    for pk, leader_id in rows.values_list("pk", "leader_id") if left else ():
        yield Told(leader_id, Kind.DRAFT, pk, None, ids.floor(left[pk]), left[pk])


def about_rosters(entries: Sequence[Entry]) -> Iterator[Told]:
    """A leader hears that the share of their own words will be public."""
    told = {e.noun_id: e.happened_at for e in entries if e.verb == "rostered"}
    rows = Rostered.objects.filter(leader_id__in=told).values_list("leader_id", flat=True)
    for leader_id in rows if told else ():
        at = told[leader_id]
        yield Told(leader_id, Kind.ROSTER, 0, None, ids.floor(at), at)


TELLERS: tuple[Callable[[Sequence[Entry]], Iterator[Told]], ...] = (
    about_posts,
    about_best_answers,
    about_reactions,
    about_follows,
    about_invitations,
    about_requests,
    about_reports,
    about_decisions,
    about_held,
    about_reminders,
    about_delegations,
    about_handed,
    about_rosters,
)
