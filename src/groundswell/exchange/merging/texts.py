"""Texts that name one person, made to name another."""

from __future__ import annotations

import re
from html import escape

from django.db.models import F, Q

from groundswell.network.moderation.models import Case
from groundswell.network.posts.linking import MENTION_OR_TOPIC
from groundswell.network.posts.models import Post, PostVersion
from groundswell.network.rules.models import Held
from groundswell.network.unsent.models import Draft, Handed, Scheduled
from groundswell.people.persons.models import Person

AT_ONCE = 200


def rename(gone: Person, kept: Person) -> None:
    """Let texts that mention one person mention the other: handle, name and address."""
    _rename_posts(gone, kept)
    _rename_beside(gone, kept)


def _rename_posts(gone: Person, kept: Person) -> None:
    naming = Post.objects.filter(mentions__account_id=gone.pk)
    posts = list(naming.only("pk", "source", "html"))
    # What was edited away since may have named them too.
    named = Q(post__in=[post.pk for post in posts]) | Q(html__contains=f'"/people/{gone.pk}/"')
    versions = list(PostVersion.objects.filter(named))
    texts: list[Post | PostVersion] = [*posts, *versions]
    for text in texts:
        text.source = _source(text.source, gone.account.handle, kept.account.handle)
        text.html = _html(text.html, gone, kept)
    Post.objects.bulk_update(posts, ["source", "html"], batch_size=AT_ONCE)
    PostVersion.objects.bulk_update(versions, ["source", "html"], batch_size=AT_ONCE)
    pks = [post.pk for post in posts]
    # The card of a thread shows its best answer, so a change there shows on the thread too.
    Post.objects.filter(Q(pk__in=pks) | Q(best_answer__in=pks)).update(version=F("version") + 1)


def _rename_beside(gone: Person, kept: Person) -> None:
    """What is no post yet, and what moderators keep of one."""
    link = f'"/people/{gone.pk}/"'
    cases = list(Case.objects.filter(html__contains=link))
    held = list(Held.objects.filter(html__contains=link))
    shown: list[Case | Held] = [*cases, *held]
    for text in shown:
        text.html = _html(text.html, gone, kept)
    Case.objects.bulk_update(cases, ["html"], batch_size=AT_ONCE)
    Held.objects.bulk_update(held, ["html"], batch_size=AT_ONCE)
    for unsaid in (Held, Draft, Handed, Scheduled):
        rows = unsaid._default_manager.filter(source__icontains=f"@{gone.account.handle}")
        for row in rows:
            source = _source(row.source, gone.account.handle, kept.account.handle)
            rows.filter(pk=row.pk).update(source=source)


def _source(source: str, old: str, new: str) -> str:
    def renamed(match: re.Match[str]) -> str:
        is_theirs = (match["handle"] or "").lower() == old
        return f"@{new}" if is_theirs else match[0]

    return MENTION_OR_TOPIC.sub(renamed, source)


def _html(html: str, gone: Person, kept: Person) -> str:
    anchor = re.compile(rf'(<a href="/people/){gone.pk}(/" class="mention"[^>]*>)@[^<]*(</a>)')
    name = escape(kept.name, quote=False)
    return anchor.sub(lambda m: f"{m[1]}{kept.pk}{m[2]}@{name}{m[3]}", html)
