"""Requests through the whole of Django, in process, against an empty view and bare SQL."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import count
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction

from bench.company import Company
from bench.timing import Work
from groundswell.activity import log
from groundswell.adoption.days import DAY, week_end
from groundswell.foundation import clock, ids
from groundswell.network.feeds import cards, queries, threads
from groundswell.network.posts.models import Placement, Post
from groundswell.network.streams import queries as streams
from groundswell.people.persons.models import Person

SECRET = "b" * 32  # the token of a form, as cookie and as field


class Browser:
    """Asks the application as a server would, for one signed-in person."""

    def __init__(self, token: str) -> None:
        self._handler = WSGIHandler()
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={token}; csrftoken={SECRET}"

    def get(self, address: str, *, part: bool = False) -> bytes:
        """The body of a page, or of the piece that a script asks for."""
        path, _, query = address.partition("?")
        more = {"HTTP_HX_REQUEST": "true"} if part else {}
        return self._ask({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query} | more)

    def post(self, path: str, fields: dict[str, object]) -> bytes:
        """The body that a sent form answers."""
        body = urlencode({**fields, "csrfmiddlewaretoken": SECRET}).encode()
        return self._ask(
            {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": path,
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
            },
            body,
        )

    def _ask(self, environ: dict[str, str], body: bytes = b"") -> bytes:
        seen: list[str] = []

        def start(status: str, headers: object, _exc_info: object = None) -> Callable[..., None]:
            seen.append(status)
            return lambda _data: None

        fixed = {
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": self._cookie,
            "HTTP_HOST": "localhost",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }
        response = self._handler({**fixed, **environ}, start)
        answer = b"".join(response)
        response.close()
        if seen[0][:3] not in {"200", "201", "303"}:
            msg = f"{environ['PATH_INFO']} answered {seen[0]}"
            raise RuntimeError(msg)
        return answer


def reading(company: Company) -> dict[str, Work]:
    """Pages, by name, with what is drawn once already kept; nothing changes meanwhile."""
    browser = Browser(company.token)
    viewer = Person.objects.get(pk=company.reader_id)
    week = week_end(clock.today() - DAY)
    return {
        "an empty signed-in view": lambda: browser.get("/bench/empty/"),
        "feed, bare SQL": lambda: _feed_sql(viewer),
        "feed alone": lambda: browser.get("/", part=True),
        "for you alone": lambda: browser.get("/for-you/", part=True),
        "home page": lambda: browser.get("/"),
        "thread, bare SQL": lambda: _thread_sql(viewer, company.long_thread_id),
        "thread of 20 replies": lambda: browser.get(f"/posts/{company.long_thread_id}/"),
        "group page": lambda: browser.get(f"/groups/{company.group_id}/"),
        "people list": lambda: browser.get("/people/"),
        "adoption overview": lambda: browser.get("/adoption/"),
        "overview of a function": lambda: browser.get("/adoption/?function=Function+1"),
        "overview of a site": lambda: browser.get("/adoption/?site=Site+1"),
        "overview of a level": lambda: browser.get("/adoption/?level=Level+1"),
        "overview that is kept": lambda: browser.get(f"/adoption/at/{week}/overview/"),
        "two weeks compared": lambda: browser.get("/adoption/compare/"),
        "leadership": lambda: browser.get("/adoption/leadership/"),
        "voices": lambda: browser.get("/adoption/voices/"),
        "spread": lambda: browser.get("/adoption/spread/"),
        "answers": lambda: browser.get("/adoption/answers/"),
        "silos and bridges": lambda: browser.get("/adoption/silos/"),
        "members": lambda: browser.get(f"/groups/{company.group_id}/members/"),
        "search, a common word": lambda: browser.get(f"/search/?q={company.common_word}"),
        "search, a rare word": lambda: browser.get(f"/search/?q={company.rare_word}"),
    }


def writing(company: Company) -> dict[str, Work]:
    """Publishing, and the home page when a post has just come, by name."""
    browser = Browser(company.token)
    viewer = Person.objects.get(pk=company.reader_id)
    organisation = streams.organisation().pk
    number = count()

    def publish() -> bytes:
        fields = {"stream": organisation, "kind": "post", "source": f"Number {next(number)}"}
        return browser.post("/posts/", fields)

    return {
        "publish, bare SQL": lambda: _publish_sql(viewer, organisation),
        "publish": publish,
        "home page, two new posts": lambda: browser.get("/"),
    }


def _feed_sql(viewer: Person) -> object:
    lines = queries.QUERIES.tuples("feed", viewer=viewer.pk, older_than=ids.MAX, limit=21)
    wanted = [line[0] for line in lines]
    found = [cards.QUERIES.tuples(name, ids=wanted) for name in ("cards", "attachments")]
    return found, cards.QUERIES.tuples("marks", ids=wanted, viewer=viewer.pk)


def _thread_sql(viewer: Person, thread_id: int) -> object:
    wanted = [line.id for line in threads.thread(viewer, thread_id).lines]
    found = [cards.QUERIES.tuples(name, ids=wanted) for name in ("cards", "attachments")]
    return found, cards.QUERIES.tuples("marks", ids=wanted, viewer=viewer.pk)


def _publish_sql(viewer: Person, stream_id: int) -> None:
    now = clock.now()
    post = Post(id=ids.mint(now), author=viewer, source="Hello", html="<p>Hello</p>")
    post.published_at = now
    with transaction.atomic():
        Post.objects.bulk_create([post])
        Placement.objects.bulk_create([Placement(stream_id=stream_id, post=post)])
        log.record(actor_id=viewer.pk, verb="published", noun="post", noun_id=post.pk)
