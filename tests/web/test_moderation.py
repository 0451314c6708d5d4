"""Moderating in the browser: who may only read is told so, and attacks stay words."""

from __future__ import annotations

from groundswell.network.moderation import deciding, reporting
from groundswell.network.moderation.models import Reason
from groundswell.network.posts import actions as posts
from groundswell.network.rules import actions as rules
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.harm import harm_in
from tests.web.test_xss import LINES

ATTACK = " ".join(LINES)[:480]


def decided(world, words, **how):
    """What Ines, who moderates, decided about Otto's question."""
    roles.grant(person=world.ines, role=Role.MODERATOR)
    case = reporting.report(
        reporter=world.joan, post_id=world.question.pk, reason=Reason.OTHER, words=words
    )
    return deciding.decide(moderator=world.ines, case_id=case.pk, words=words, **how)


def test_who_may_only_read_is_told_until_when_and_still_reads(world):
    decided(world, "Cool down", reads_only_days=7)
    otto = world.client(world.otto)
    address = f"/posts/{world.question.pk}/"
    answer = otto.post(f"{address}replies/", {"source": "No"})

    assert answer.status_code == 422
    assert "you may read here and not write" in answer.content.decode()
    assert otto.get(address).status_code == 200
    assert otto.post(f"{address}reactions/thanks/").status_code == 422


def test_attacks_in_reports_reasons_appeals_and_watched_words_stay_words(world):
    case = decided(world, ATTACK, warns=True)
    deciding.appeal(author=world.otto, case_id=case.pk, words=ATTACK)
    word = rules.add(
        moderator=world.ines, pattern=LINES[0][:200], is_regex=False, advice=LINES[1][:300]
    )
    address = f"/moderation/cases/{case.pk}/"
    pages = [world.client(world.otto).get(address)]
    moderator = world.client(world.ines)
    pages += [
        moderator.get(one)
        for one in (address, "/moderation/", "/moderation/words/", f"/moderation/words/{word.pk}/")
    ]

    assert [page.status_code for page in pages] == [200] * 5
    assert [harm_in(page.content.decode()) for page in pages] == [[]] * 5


def test_links_to_what_was_reported_lead_to_its_place_in_the_thread(world):
    reply = posts.reply(author=world.otto, to_id=world.question.pk, source="Idiots")
    roles.grant(person=world.ines, role=Role.MODERATOR)
    case = reporting.report(reporter=world.joan, post_id=reply.pk, reason=Reason.HARM)
    place = f'href="/posts/{world.question.pk}/?at={reply.pk}#post-{reply.pk}"'

    assert place in world.client(world.ines).get(f"/moderation/cases/{case.pk}/").content.decode()
    assert place in world.client(world.joan).get("/reports/").content.decode()
