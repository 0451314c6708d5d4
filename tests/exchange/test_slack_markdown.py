"""Slack's markup and blocks, as Markdown that says the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.exchange.batches.progress import Unwatched
from groundswell.exchange.slack import (
    archive,
    content,
    fates,
    frames,
    layout,
    markdown,
    mrkdwn,
    records,
)
from groundswell.exchange.slack.markdown import Piece
from groundswell.exchange.slack.names import Named, Names
from groundswell.exchange.slack.survey import messages, survey
from groundswell.network.posts import text
from groundswell.network.posts.linking import Mentioned
from tests.exchange.slack_exports import said


def names() -> Names:
    found = Names(
        people={"U1": Named("mira", Mentioned(5, "Mira L", "/people/5/"))},
        channels={
            "C1": Named("pilots", Mentioned(9, "pilots", "/groups/9/")),
            "G1": Named("g8", Mentioned(8, "merger", "/groups/8/"), is_listed=False),
        },
        by_channel_name={"pilots": "C1"},
    )
    found.begin("C1")
    return found


def source_of(raw: dict[str, object], *, place: str = "C1") -> str:
    known = names()
    known.begin(place, str(raw.get("text") or ""))
    return content.text(records.message(raw), known).source


def rich(*elements: dict[str, object], words: str = "fallback") -> str:
    return source_of(said(1, words, blocks=[{"type": "rich_text", "elements": list(elements)}]))


def section(*leaves: dict[str, object]) -> dict[str, object]:
    return {"type": "rich_text_section", "elements": list(leaves)}


def leaf(words: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


@pytest.mark.parametrize(
    ("slack", "ours"),
    [
        ("*bold* _slanted_ ~gone~ `co*de`", "**bold** *slanted* ~~gone~~ `co*de`"),
        ("*_both_* and ~*all*~", "***both*** and ~~**all**~~"),
        ("a * b * c, 2*3, snake_case, __init__", r"a \* b \* c, 2\*3, snake_case, \_\_init\_\_"),
        ("# none\n- no\n+ no\n1. no\n2) no", "\\# none\n\\- no\n\\+ no\n1\\. no\n2\\) no"),
        ("a\n---\nb\n===", "a\n\\---\nb\n\\==="),
        ("a|b\n-|-", "a|b\n\\-|-"),
        ("[no](https://x.example)", r"\[no\](<https://x.example>)"),
        ("![no](x) &lt;b&gt; &amp;amp; \\", r"!\[no\](x) \<b> \&amp; \\"),
        ("&gt; said\n&gt; twice\nmine", "> said\n> twice\n\nmine"),
        ("mine\n&gt;&gt;&gt; said\n\nto the end", "mine\n\n> said\n>\n> to the end"),
        ("• one\n• two\n    ◦ deeper\nend", "- one\n- two\n    - deeper\n\nend"),
        ("one ```x = 1\n<https://a.example|b> &amp;``` two", "one\n\n```\nx = 1\nb &\n```\n\ntwo"),
        ("```a ``` b```", "```\na \n```\n\nb\\`\\`\\`"),
        ("    indented\n\tmore", "\u00a0\u00a0\u00a0\u00a0indented\n\u00a0\u00a0\u00a0\u00a0more"),
        ("<@U1>, <@u1|mira>: hello", "@mira, @mira: hello"),
        ("<@U1>さん, ask<@U1>-san", "@mira さん, ask @mira -san"),
        ("*<@U1>*", "**@mira**"),
        ("`<@U1>`", "`@Mira L`"),
        ("<@U9|nobody> <@U8>", "@nobody @U8"),
        ("<#C1|pilots> <#X9|pilots> <#X9|other> <#X9>", "@pilots @pilots #other another channel"),
        ("<#G1|merger>", "another channel"),
        ("<!here> <!channel> <!everyone>, <!subteam^S1|@devs>", "@here @channel @everyone, @devs"),
        ("<!date^1^{date}|Monday>", "Monday"),
        ("<https://a.example/b_c_d>", "<https://a.example/b_c_d>"),
        ("<https://a.example/?a=1&amp;copy;|a *label*>", r"[a \*label\*](<https://a.example/?a=1\&copy;>)"),
        ("<mailto:a@b.example|a@b.example>", "[a@b.example](<mailto:a@b.example>)"),
        ("<javascript:alert(1)|click>", "click"),
        ("<slack://open|open>", "open"),
        ("see https://a.example/x_y.", "see <https://a.example/x_y>."),
        (":wave: :+1::skin-tone-3: :our_parrot: 10:30:45", "👋 👍🏼 :our_parrot: 10:30:45"),
        ("*「強調」*です", r"\*「強調」\*です"),
    ],
)  # fmt: skip
def test_mrkdwn_says_the_same_in_markdown(slack, ours):
    assert markdown.settle(mrkdwn.to_markdown(slack, names())).source == ours


def test_a_private_channel_is_named_in_itself_alone():
    assert source_of(said(1, "in <#G1|merger>"), place="G1") == "in #merger"
    assert source_of(said(1, "in <#G1|merger>"), place="C1") == "in another channel"


def test_a_handle_that_was_only_typed_names_nobody():
    known = names()
    known.begin("C1")
    typed = content.text(records.message(said(1, "ask @mira or @pilots")), known)

    rendered = text.render(typed.source, resolve=known.resolve)

    assert rendered.mentions == []


def test_rich_text_keeps_styles_lists_quotes_and_code():
    made = rich(
        section(leaf("Plan "), leaf("now ", bold=True), leaf("or", bold=True), leaf(" *never*\n")),
        {"type": "rich_text_list", "style": "ordered", "elements": [section(leaf("one"))]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 1,
            "elements": [section(leaf("a"))],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "offset": 1,
            "elements": [section(leaf("b"))],
        },
        {"type": "rich_text_quote", "elements": [leaf("said\nthere")]},
        {"type": "rich_text_preformatted", "elements": [leaf("x = `1`\n# y")]},
    )

    assert made == (
        "Plan **now or** \\*never\\*\n\n"
        "1. one\n    - a\n2. b\n\n"
        "> said\n> there\n\n"
        "```\nx = `1`\n# y\n```"
    )


def test_marks_of_neighbours_do_not_end_each_other():
    made = rich(
        section(leaf("「a」", bold=True), leaf("b"), leaf("c", italic=True), leaf("d", bold=True))
    )

    html = text.render(made).html

    assert html.count("<strong>") == 2
    assert "<em>c</em>" in html
    assert "*" not in html


def test_rich_text_names_people_channels_and_emoji():
    made = rich(
        section(
            {"type": "user", "user_id": "U1"},
            leaf(" in "),
            {"type": "channel", "channel_id": "C1"},
            leaf(" "),
            {"type": "channel", "channel_id": "X7"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb"},
            {"type": "broadcast", "range": "here"},
            {"type": "link", "url": "https://a.example", "text": "there"},
            {"type": "color", "value": "#ff0000"},
        ),
        words="<@U1> in <#C1> <#X7|kitchen>",
    )

    assert made == "@mira in @pilots #kitchen👋🏻@here [there](<https://a.example>)`#ff0000`"


def test_a_block_of_an_unknown_kind_leaves_it_to_the_text():
    assert rich({"type": "rich_text_hologram"}, words="*said*") == "**said**"
    assert rich({"type": "rich_text_hologram"}, words="") == "…"


def test_what_a_bot_attaches_is_told_and_the_preview_of_a_link_is_not():
    bot = {
        "pretext": "Opened by <https://a.example|Mira>", "title": "#1 *Doors*",
        "title_link": "https://a.example/1", "text": "stuck",
        "fields": [{"title": "Site", "value": "Halden"}], "image_url": "https://a.example/p.png",
    }  # fmt: skip
    preview = {"from_url": "https://a.example", "title": "A", "text": "long"}

    assert source_of(said(1, "", attachments=[bot])) == (
        "Opened by [Mira](<https://a.example>)\n\n**[#1 \\*Doors\\*](<https://a.example/1>)**\n\n"
        "stuck\n\n**Site**\nHalden\n\n<https://a.example/p.png>"
    )
    assert source_of(said(1, "see <https://a.example>", attachments=[preview])) == (
        "see <https://a.example>"
    )


def test_a_message_passed_on_from_a_private_channel_is_not_told_elsewhere():
    quoted = {"is_msg_unfurl": True, "author_name": "Otto", "text": "we sell"}
    link = "<https://x.slack.com/archives/G1/p1>"

    public = source_of(said(1, link, attachments=[{**quoted, "channel_id": "C1"}]))
    private = source_of(said(1, link, attachments=[{**quoted, "channel_id": "G1"}]))
    own = source_of(said(1, link, attachments=[{**quoted, "channel_id": "G1"}]), place="G1")

    assert public.endswith("> **Otto**\n>\n> we sell")
    assert "sell" not in private
    assert "we sell" in own


def test_of_an_uploaded_file_what_was_said_of_it_stays():
    file = {"id": "F1", "name": "plan.pdf"}
    uploaded = "<@U1|mira> uploaded a file: <https://x.slack.com/f|plan.pdf>"

    told = source_of(said(1, f"{uploaded} and commented: *look*", file=file))
    silent = source_of(said(1, uploaded, file=file))
    comment = said(1, "<@U1> commented on …", file=file, comment={"comment": "a <b>", "user": "U1"})

    assert (told, silent) == ("**look**", "")
    assert source_of({**comment, "user": None}) == r"a \<b>"


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", text.plain_text(html).replace(frames.HAIR, "")).strip()


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs", "Co", "Cc"], include_characters="\n *_~`#[]()<>&|\\-+=.1"
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_words_stay_the_words_they_were(typed):
    piece = markdown.settle(markdown.paragraph(markdown.words(typed)))

    shown = text.render(piece.source).html if piece.source.strip() else ""

    # Our own renderer trims what Python calls space at the ends of a paragraph.
    assert words_of(shown) == " ".join(typed.split())
    assert_known(piece)


STYLES = st.fixed_dictionaries(
    {}, optional={key: st.booleans() for key in ("bold", "italic", "strike")}
)
LEAVES = st.lists(st.tuples(st.text("aé、」*_ ~`-1.#\n", max_size=8), STYLES), max_size=5)


@given(LEAVES)
@settings(max_examples=100, deadline=None)
def test_known_html_is_what_rendering_gives(leaves):
    inline = markdown.join(
        [markdown.styled(markdown.words(words), **style) for words, style in leaves]
        or [Piece("", "")]
    )
    assert_known(markdown.settle(markdown.blocks([markdown.paragraph(inline)])))


def assert_known(piece: Piece) -> None:
    if piece.html is not None and piece.source.strip():
        try:
            rendered = text.render(piece.source).html
        except text.TextIsEmpty:
            rendered = ""
        assert text.safe(piece.html) == rendered


@pytest.mark.parametrize(
    "file",
    [
        "dd2030/dd2030-slack-export.zip",
        "houstondatavis/houstondatavis-slack-export.zip",
        "slack-export-viewer/testarchive.zip",
    ],
)
def test_in_real_archives_known_html_is_what_rendering_gives(samples, file):
    known = compared = 0
    with archive.opened(samples / "imports/slack" / file) as opened:
        found = survey(opened, layout.find(opened), Unwatched())
        people = found.speakers.people()
        calls = Names(
            people={
                key: Named(f"h{number}", Mentioned(number, user.shown, f"/people/{number}/"))
                for number, (key, user) in enumerate(people.items(), 1)
            }
        )
        for conversation in found.conversations.values():
            for day in conversation.days[::8]:
                for message in messages(opened, day):
                    if fates.left_out(message):
                        continue
                    calls.begin(conversation.channel.id, str(message.raw.get("text") or ""))
                    piece = content.text(message, calls)
                    compared += 1
                    if piece.html is not None:
                        known += 1
                        if piece.source:
                            rendered = text.render(
                                piece.source, resolve=calls.resolve, longest=None
                            )
                            assert text.safe(piece.html) == rendered.html
                            assert list(calls.used.values()) == list(rendered.mentions)
                            assert not rendered.topics
    assert known > 0.9 * compared > 0
