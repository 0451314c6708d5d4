"""Markdown becomes HTML that cannot harm, with the links that people meant and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.network.posts import text
from groundswell.network.posts.text import Mentioned, Rendered

VECTORS = [
    line.replace("\\n", "\n")
    for line in Path(__file__).with_name("xss_vectors.txt").read_text("utf-8").splitlines()
    if line
]
PARAGRAPHS = {"p", "br", "hr", "pre", "blockquote", "ul", "ol", "li", "h5", "h6"}
TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = PARAGRAPHS | TABLES | {"strong", "em", "s", "code", "a"}
ATTRIBUTES = {"a": {"href", "rel", "class"}, "ol": {"start"}}
HREF = re.compile(r"https?://|mailto:|/(?![/\\])|#")
MIRA = Mentioned(7, 'Mira <b onclick="x">', "/people/7/")


class Inspector(HTMLParser):
    """Reads HTML and notes whatever the allow-list does not name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.seen: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.faults.append(f"{tag} {name}")
            self.check_value(name, value or "")

    def check_value(self, name: str, value: str) -> None:
        if name == "href" and not HREF.match(value):
            self.faults.append(f"href {value}")
        if name == "class" and value not in {"mention", "topic"}:
            self.faults.append(f"class {value}")
        if name == "rel" and value != "noopener nofollow ugc":
            self.faults.append(f"rel {value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.faults.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("instruction")


def resolve(handles: Iterable[str]) -> dict[str, Mentioned]:
    return {"mira": MIRA} if "mira" in handles else {}


def rendered(source: str) -> Rendered:
    return text.render(source, resolve=resolve)


def html(source: str) -> str:
    return rendered(source).html


def test_there_are_enough_vectors() -> None:
    assert len(set(VECTORS)) >= 150


@pytest.mark.parametrize("frame", ["{}", "before {} after", "* {}", "> {}", "@mira {} #topic"])
def test_no_vector_gets_through(frame: str) -> None:
    assert {vector: faults for vector in VECTORS if (faults := faults_of(frame, vector))} == {}


def faults_of(frame: str, vector: str) -> list[str]:
    try:
        return Inspector(html(frame.replace("{}", vector))).faults
    except text.TextIsEmpty:
        return []


def test_the_inspector_itself_sees_harm() -> None:
    harm = '<p onclick="x">a</p><script>x</script><a href="javascript:x" class="y">b</a><!-- c -->'

    assert len(Inspector(harm).faults) == 5


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                '"',
                "'",
                "&",
                ";",
                ":",
                "(",
                ")",
                "[",
                "]",
                "!",
                "#",
                "@",
                "`",
                "~",
                "*",
                "_",
                "|",
                "\\",
                "/",
                "\n",
                "\t",
                "=",
                "javascript:",
                "data:",
                "script",
                "img",
                "onerror",
                "svg",
                "style",
                "href",
                "a",
                "mira",
                "https://x.example",
                "<!--",
                "-->",
                "&#x6a;",
                "&colon;",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_whatever_is_written_nothing_harmful_comes_out(source: str) -> None:
    try:
        result = rendered(source)
    except (text.TextIsEmpty, text.TextUnfoldsTooFar):
        return

    assert Inspector(result.html).faults == []
    assert result.plain == text.plain_text(result.html)


def test_people_are_resolved_in_one_call_whatever_the_case() -> None:
    calls: list[set[str]] = []

    def note(handles: Iterable[str]) -> dict[str, Mentioned]:
        calls.append(set(handles))
        return {"mira": MIRA}

    result = text.render("@mira\n\n**@MIRA**, @joan\n\n> @otto.berg.", resolve=note)

    assert calls == [{"mira", "joan", "otto.berg"}]
    assert list(result.mentions) == [MIRA]
    assert result.html.count('class="mention"') == 2
    assert "@joan" in result.html


def test_a_mention_shows_the_name_and_leads_to_the_person() -> None:
    result = rendered("Thanks, @mira!")

    assert 'href="/people/7/"' in result.html
    assert result.plain == 'Thanks, @Mira <b onclick="x">!'


@pytest.mark.parametrize(
    "source",
    [
        "`@mira`",
        "    @mira",
        "```\n@mira\n```",
        "mail x@mira",
        "hello@mira.example",
        "@mira@elsewhere.example",
        "@miraß",
        "/@mira",
        "[@mira](https://x.example)",
        "https://x.example/@mira",
    ],
)
def test_elsewhere_an_at_sign_names_nobody(source: str) -> None:
    assert rendered(source).mentions == []


@pytest.mark.parametrize(
    "source", ["@mira", "(@mira)", "@mira, hi", "@mira's", "“@mira”", "@mira."]
)
def test_punctuation_around_a_mention_does_not_matter(source: str) -> None:
    assert rendered(source).mentions == [MIRA]


@pytest.mark.parametrize(
    ("source", "topics"),
    [
        ("#Wartung und #wartung", ["Wartung"]),
        ("#Höhe, #日本語 #हिन्दी", ["Höhe", "日本語", "हिन्दी"]),
        ("#a-b- #c_d #2026q1", ["a-b", "c_d", "2026q1"]),
        ("#1 #2026 # x #- #_", []),
        ("`#code` https://x.example/#part [#in](https://x.example) a#b &#35;", []),
        ("#" + "x" * 61, []),
    ],
)
def test_topics_are_words_with_a_letter_in_them(source: str, topics: list[str]) -> None:
    assert rendered(source).topics == topics


def test_a_topic_leads_to_its_folded_address() -> None:
    assert 'href="/topics/hohe/"' in html("#Höhe")


def test_pictures_from_elsewhere_are_links() -> None:
    result = rendered("![our ship](https://x.example/ship.png)")

    assert "<img" not in result.html
    assert '<a href="https://x.example/ship.png"' in result.html
    assert result.plain == "our ship"


def test_a_picture_that_is_a_link_keeps_its_words_and_the_link() -> None:
    result = rendered("[![our ship](https://x.example/ship.png)](https://x.example/)")

    assert list(result.links) == ["https://x.example/"]
    assert result.plain == "our ship"


def test_headings_begin_below_the_title_of_a_post() -> None:
    assert Inspector(html("# a\n## b\n###### c")).seen == ["h5", "h6", "h6"]


def test_tables_strikethrough_and_code_are_there() -> None:
    seen = Inspector(html("|a|b|\n|-|-|\n|1|2|\n\n~~x~~ `y`\n\n```py\nz\n```")).seen

    assert {"table", "th", "td", "s", "code", "pre"} <= set(seen)


def test_only_addresses_with_a_scheme_become_links() -> None:
    result = rendered("https://a.example/x, http://b.example and notes.md, plan.py, 10.0.0.1")

    assert list(result.links) == ["https://a.example/x", "http://b.example"]


def test_a_line_break_is_a_line_break() -> None:
    assert "<br" in html("one\ntwo")
    assert rendered("one\ntwo\n\nthree").plain == "one\ntwo\nthree"


@pytest.mark.parametrize("source", ["", " \n\t", "\x00", "[a]: https://x.example", "> ", "---"])
def test_what_nobody_could_see_is_refused(source: str) -> None:
    with pytest.raises(text.TextIsEmpty):
        text.render(source)


def test_a_text_over_the_limit_is_refused_with_its_length() -> None:
    text.render("x" * text.LONGEST)
    with pytest.raises(text.TextIsTooLong, match="10001"):
        text.render("x" * (text.LONGEST + 1))
    assert text.render("x" * (text.LONGEST + 1), longest=None).plain


def test_a_table_that_unfolds_without_bound_is_refused() -> None:
    with pytest.raises(text.TextUnfoldsTooFar):
        text.render("|a" * 100 + "\n" + "|-" * 100 + "\n" + "|b\n" * 100)


def test_an_excerpt_ends_at_a_word() -> None:
    assert text.excerpt("Short.", 20) == "Short."
    assert text.excerpt("The blade pitch, once more\nmeasured", 17) == "The blade pitch…"
    assert text.excerpt("x" * 50, 10) == "x" * 9 + "…"


@given(st.text(max_size=300), st.integers(2, 200))
def test_an_excerpt_is_never_longer_than_asked(plain: str, length: int) -> None:
    assert len(text.excerpt(plain, length)) <= length
