"""Open pages of somebody, as the script of a browser keeps them: it is told that a stream moved,
asks each page for what has changed, and puts that in its place."""

from __future__ import annotations

import html
import http.client
import json
import re
import threading
import time
from contextlib import closing
from itertools import zip_longest

from tests.servers import NEWS_SECONDS

SCRIPT = {"HX-Request": "true"}
POST = re.compile(r'id="post-(\d+)" data-version="(\d+)"')
TEXT = re.compile(r'class="post__text[^>]*>(.*?)</div>', re.DOTALL)
COUNT = re.compile(r'aria-label="([^"]+, \d+ (?:person|people))"')
MESSAGE = re.compile(r'data-id="(\d+)" data-version="(\d+)"')


class Stream:
    """An open event stream."""

    def __init__(self, visitor, address="/live", **headers):
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", visitor.server.port, timeout=NEWS_SECONDS
        )
        self.id = headers.get("Last-Event-ID", "")
        headers["Cookie"] = visitor.cookie_header
        self.connection.request("GET", address, headers=headers)
        self.response = self.connection.getresponse()

    def close(self):
        self.response.close()
        self.connection.close()

    def next(self):
        """The data of the next event; None when the stream has ended."""
        data = None
        while line := self.response.readline().decode():
            if line.startswith("id: "):
                self.id = line[4:].strip()
            elif line.startswith("data: "):
                data = json.loads(line[6:])
            elif line == "\n" and data is not None:
                return data
        return None

    def wait_until_open(self):
        while (line := self.response.readline().decode()) != "\n":
            assert line, self.response.status
            if line.startswith("id: "):
                self.id = line[4:].strip()
        return self


def posts_in(part):
    """The posts of a page or a part, each with its version, its text and what was felt."""
    found = list(POST.finditer(part))
    posts = {}
    for each, following in zip_longest(found, found[1:]):
        piece = part[each.start() : following.start() if following else len(part)]
        assert each[1] not in posts, f"post {each[1]} stands there twice"
        posts[each[1]] = (each[2], TEXT.findall(piece), sorted(COUNT.findall(piece)))
    return posts


class Page:
    """A feed or a thread that stays open."""

    def __init__(self, visitor, address):
        self.visitor, self.address = visitor, address
        self.sent = ""  # all that ever came
        self.draw()

    def draw(self):
        answer = self.visitor.get(self.address)
        found = re.search(r'data-asks="([^"]+)"', answer.text)
        asks = html.unescape(found[1]) if found else ""
        self.asks = asks if asks.startswith("/") else self.address + asks
        self.posts, self.has_news = posts_in(answer.text), False
        self.sent += answer.text

    def ask(self):
        """What a page does that hears of news."""
        shown = ",".join(f"{pk}.{post[0]}" for pk, post in self.posts.items())
        answer = self.visitor.get(f"{self.asks}&shown={shown}", **SCRIPT)
        self.sent += answer.text
        if answer.status == 200:
            changed = posts_in(answer.text)
            assert changed.keys() <= self.posts.keys(), "something came that was not asked for"
            self.posts |= changed
            for gone in re.findall(r'data-gone="post-(\d+)"', answer.text):
                del self.posts[gone]
            self.has_news = "live-bar__button" in answer.text

    def differs(self):
        """In what it is another than a page that is opened now."""
        fresh = Page(self.visitor, self.address).posts
        # What newer posts pushed off the first page of a feed is not looked at.
        oldest = min(map(int, fresh), default=0)
        shown = {pk: post for pk, post in self.posts.items() if int(pk) >= oldest}
        stale = {pk for pk, post in shown.items() if fresh.get(pk) != post}
        is_told = self.has_news == bool(fresh.keys() - self.posts.keys())
        return [(pk, self.posts[pk], fresh.get(pk)) for pk in stale] + [()] * (not is_told)


class Viewer(threading.Thread):
    """Somebody with open pages, whose connection is lost after every few events."""

    def __init__(self, visitor, dice, *, addresses, talk):
        super().__init__(daemon=True)
        self.visitor, self.dice, self.talk = visitor, dice, talk
        self.addresses = addresses
        self.pages, self.lines, self.badge = [], [], ""
        self.heard, self.connections = set(), 0
        self.is_ready, self.over = threading.Event(), threading.Event()

    def run(self):
        last = ""
        while last is not None:
            last = self.listen(last)

    def listen(self, last):
        """Until the connection is lost: the place up to which it heard, or None at its end."""
        resumed = {"Last-Event-ID": last} if last else {}
        with closing(Stream(self.visitor, **resumed)) as stream:
            if stream.response.status == 401:
                return None
            stream.wait_until_open()
            self.connections += 1
            if not self.pages:
                self.pages = [Page(self.visitor, address) for address in self.addresses]
                self.read_talk()
            self.count()
            self.is_ready.set()
            # Not all that was sent then is read: what is lost is told again.
            for _ in range(self.dice.randint(1, 6) if self.connections > 1 else 1):
                told = stream.next()
                if told is None:
                    return None
                self.hear(told)
                if self.over.is_set():
                    return None
            return stream.id

    def hear(self, told):
        if not told:
            self.count()
        elif "position" in told:
            self.heard.add(told["stream"])
            for page in self.pages:
                page.ask()
                if page.has_news and self.dice.random() < 0.5:
                    page.draw()
            if told["conversation"]:
                self.read_talk()

    def count(self):
        self.badge = self.visitor.get("/notices/unread/", **SCRIPT).text

    def read_talk(self):
        if self.talk:
            self.lines = MESSAGE.findall(self.visitor.get(f"{self.talk}?from=1", **SCRIPT).text)

    def differs(self):
        """In what the pages are others than those that are opened now; an event may still come."""
        lines, badge = self.lines, self.badge
        found = [each for page in self.pages for each in page.differs()]
        if self.talk and lines != MESSAGE.findall(
            self.visitor.get(f"{self.talk}?from=1", **SCRIPT).text
        ):
            found.append(("messages", lines))
        if badge != self.visitor.get("/notices/unread/", **SCRIPT).text:
            found.append(("badge", badge))
        return found


def differing(viewers):
    """In what their pages differ from fresh ones, once what is under way has come."""
    deadline = time.monotonic() + NEWS_SECONDS
    while wrong := [each.differs() for each in viewers]:
        assert all(each.is_alive() for each in viewers), "one hears nothing any more"
        if not any(wrong) or time.monotonic() > deadline:
            return wrong
        time.sleep(0.2)
    return []


def leave(viewers, something):
    """Close all pages: whoever waits for news hears of something first."""
    for each in viewers:
        each.over.set()
    something()
    for each in viewers:
        each.join(NEWS_SECONDS)
