"""Who gets what: every address with every kind of viewer. Read it before you change it.

A row is a method, the pattern of the address, an address, what is sent, and the status that each
viewer gets, in the order of `VIEWERS`: stranger, suspended, left | other function, outsider (in
the open group, not in the secret one), member, owner, administrator (in no group).

302 leads to the door, 303 to the next page after a deed; 404 is all that is not there for the
viewer, 422 what they see and may not do.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One address and what each kind of viewer gets there."""

    method: str
    pattern: str
    address: str
    sent: dict[str, str]
    statuses: str


OUT = "302 302 302 "
ALL = OUT + "200 200 200 200 200"
DONE = OUT + "303 303 303 303 303"
NONE = OUT + "404 404 404 404 404"
REFUSED = OUT + "422 422 422 422 422"
ADMINISTRATOR = OUT + "404 404 404 404 200"
ADMINISTRATOR_DOES = OUT + "404 404 404 404 303"
CONCERNED = OUT + "404 404 200 404 404"
NO_TOKEN = "401 401 401 401 401 401 401 401"
NOBODY = "404 404 404 404 404 404 404 404"
FOR_ANYBODY = "200 200 200 200 200 200 200 200"
IN_THE_SECRET = OUT + "404 404 200 200 404"
TAKES_PART = OUT + "404 404 200 200 404"
TAKES_PART_DONE = OUT + "404 404 303 303 404"
ONLY_THE_MEMBER = OUT + "404 404 200 404 404"
IN_THE_SECRET_DONE = OUT + "404 404 303 303 404"


def get(pattern: str, address: str, statuses: str) -> Row:
    return Row("GET", pattern, address, {}, statuses)


def post(pattern: str, address: str, statuses: str, **sent: str) -> Row:
    return Row("POST", pattern, address, sent, statuses)


ROWS = [
    # Feeds
    get("", "/", ALL),
    get("newest/", "/newest/", ALL),
    get("for-you/", "/for-you/", ALL),
    get("for-you/", "/for-you/?after=made:up", REFUSED),
    post("home/<str:feed>/", "/home/for-you/", DONE),
    post("home/<str:feed>/", "/home/newest/", DONE),
    post("home/<str:feed>/", "/home/loudest/", NONE),
    get("unanswered/", "/unanswered/", ALL),
    get("topics/", "/topics/", ALL),
    get("topics/<str:name>/", "/topics/vibration/", ALL),
    get("first-steps/", "/first-steps/", ALL),
    post("first-steps/", "/first-steps/", DONE, skills="Welding"),
    post("first-steps/away/", "/first-steps/away/", DONE),
    post("topics/<str:name>/follow/", "/topics/vibration/follow/", DONE),
    post("topics/<str:name>/follow/", "/topics/no topic/follow/", NONE),
    get("saved/", "/saved/", ALL),
    # What is not sent is its writer's alone: the member has a post that waits.
    get("drafts/", "/drafts/", ALL),
    post("drafts/<str:place>/", "/drafts/home/", OUT + "204 " * 5, source="Half"),
    post("drafts/<str:place>/", "/drafts/elsewhere/", NONE, source="Half"),
    post("drafts/<str:place>/forget/", "/drafts/home/forget/", DONE),
    get("scheduled/<int:scheduled_id>/", "/scheduled/{waiting}/", ONLY_THE_MEMBER),
    post(
        "scheduled/<int:scheduled_id>/",
        "/scheduled/{waiting}/",
        OUT + "404 404 303 404 404",
        source="We start",
        later="{next_month}",
    ),
    post(
        "scheduled/<int:scheduled_id>/",
        "/scheduled/{waiting}/",
        OUT + "404 404 422 404 404",
        source="We start",
        later="2020-01-01T08:00",
    ),
    post(
        "scheduled/<int:scheduled_id>/cancel/",
        "/scheduled/{waiting}/cancel/",
        OUT + "404 404 303 404 404",
    ),
    get("health", "/health", FOR_ANYBODY),
    get("service-worker.js", "/service-worker.js", FOR_ANYBODY),
    get("manifest.webmanifest", "/manifest.webmanifest", FOR_ANYBODY),
    get("icons/<int:edge>.png", "/icons/192.png", FOR_ANYBODY),
    get("icons/<int:edge>.png", "/icons/9999.png", "404 " * 8),
    # What was written for the owner, who leads, is theirs alone.
    get("handed/<int:draft_id>/", "/handed/{handed}/", OUT + "404 404 404 200 404"),
    post(
        "handed/<int:draft_id>/",
        "/handed/{handed}/",
        OUT + "404 404 404 303 404",
        source="Said",
        deed="publish",
    ),
    post("handed/<int:draft_id>/", "/handed/{handed}/", OUT + "404 404 404 422 404", source="x"),
    post("handed/<int:draft_id>/forget/", "/handed/{handed}/forget/", OUT + "404 404 404 303 404"),
    # Nobody is named in the settings.
    get("metrics", "/metrics", "404 " * 8),
    # Outside the demo its entrance is not there for anybody.
    get("demo/", "/demo/", "404 " * 8),
    post("demo/", "/demo/", "404 " * 8, person="{otto}"),
    get("search/", "/search/?q=blade", ALL),
    # For analysts and moderators alone: see test_search_misses.py.
    get("search/missing/", "/search/missing/", NONE),
    get("search/facets/", "/search/facets/?q=blade", ALL),
    get("search/completions/", "/search/completions/?word=from:m", ALL),
    get("components/", "/components/", ALL),
    # Posts: in an open group everybody reads and answers, its members post, its owner tidies up.
    post("posts/", "/posts/", OUT + "422 303 303 303 422", stream="{pilots_stream}", source="Hear"),
    post("posts/", "/posts/", IN_THE_SECRET_DONE, stream="{merger_stream}", source="Hear"),
    post("posts/", "/posts/", REFUSED, stream="{organisation}", source=""),
    post(
        "posts/",
        "/posts/",
        OUT + "404 404 303 303 404",
        stream="{merger_stream}",
        source="Hear",
        later="{next_month}",
    ),
    get("posts/<int:post_id>/", "/posts/{question}/", ALL),
    get("posts/<int:post_id>/", "/posts/{answer}/", DONE),
    get("posts/<int:post_id>/", "/posts/{secret_post}/", IN_THE_SECRET),
    get("posts/<int:post_id>/", "/posts/1/", NONE),
    post("posts/<int:post_id>/replies/", "/posts/{question}/replies/", DONE, source="Yes"),
    post(
        "posts/<int:post_id>/replies/",
        "/posts/{secret_post}/replies/",
        IN_THE_SECRET_DONE,
        source="Yes",
    ),
    post("posts/<int:post_id>/reactions/<str:name>/", "/posts/{question}/reactions/thanks/", DONE),
    post("posts/<int:post_id>/reactions/<str:name>/", "/posts/{question}/reactions/fire/", REFUSED),
    post(
        "posts/<int:post_id>/reactions/<str:name>/",
        "/posts/{secret_post}/reactions/thanks/",
        IN_THE_SECRET_DONE,
    ),
    get("posts/<int:post_id>/edit/", "/posts/{question}/edit/", OUT + "422 422 200 422 422"),
    get("posts/<int:post_id>/edit/", "/posts/{secret_post}/edit/", OUT + "404 404 200 422 404"),
    post(
        "posts/<int:post_id>/edit/",
        "/posts/{question}/edit/",
        OUT + "422 422 303 422 422",
        source="Changed",
    ),
    post(
        "posts/<int:post_id>/edit/",
        "/posts/{secret_post}/edit/",
        OUT + "404 404 303 422 404",
        source="Changed",
    ),
    get("posts/<int:post_id>/remove/", "/posts/{question}/remove/", ALL),
    get("posts/<int:post_id>/remove/", "/posts/{secret_post}/remove/", IN_THE_SECRET),
    post("posts/<int:post_id>/remove/", "/posts/{question}/remove/", OUT + "422 422 303 303 422"),
    post(
        "posts/<int:post_id>/remove/", "/posts/{secret_post}/remove/", OUT + "404 404 303 303 404"
    ),
    get("posts/<int:post_id>/history/", "/posts/{question}/history/", ALL),
    get("posts/<int:post_id>/history/", "/posts/{secret_post}/history/", IN_THE_SECRET),
    # The member asked and the owner owns: both may choose.
    post("posts/<int:post_id>/best/", "/posts/{answer}/best/", OUT + "422 422 303 303 422"),
    post("posts/<int:post_id>/best/", "/posts/{secret_answer}/best/", IN_THE_SECRET_DONE),
    post("posts/<int:post_id>/best/", "/posts/{question}/best/", NONE),
    post("posts/<int:post_id>/pin/", "/posts/{question}/pin/", OUT + "422 422 422 303 422"),
    post("posts/<int:post_id>/pin/", "/posts/{secret_post}/pin/", OUT + "404 404 422 303 404"),
    # A poll asks the members of its group; a named one tells its readers who chose what.
    post(
        "posts/<int:post_id>/vote/<int:choice>/",
        "/posts/{poll}/vote/0/",
        OUT + "422 303 303 303 422",
    ),
    post("posts/<int:post_id>/vote/<int:choice>/", "/posts/{secret_post}/vote/0/", NONE),
    post("posts/<int:post_id>/end/", "/posts/{poll}/end/", OUT + "422 422 303 422 422"),
    post("posts/<int:post_id>/end/", "/posts/{secret_post}/end/", NONE),
    get("posts/<int:post_id>/votes/", "/posts/{poll}/votes/", ALL),
    get("posts/<int:post_id>/votes/", "/posts/{question}/votes/", NONE),
    # Mira announced it to all; she is not asked herself, and those who are shut out are not here.
    post(
        "posts/<int:post_id>/acknowledge/",
        "/posts/{announcement}/acknowledge/",
        OUT + "303 303 303 422 303",
    ),
    post("posts/<int:post_id>/acknowledge/", "/posts/{question}/acknowledge/", NONE),
    post(
        "posts/<int:post_id>/remind/",
        "/posts/{announcement}/remind/",
        OUT + "422 422 422 303 422",
    ),
    get("posts/<int:post_id>/reach/", "/posts/{announcement}/reach/", OUT + "404 404 404 200 404"),
    post("posts/<int:post_id>/read/", "/posts/{question}/read/", DONE),
    post("posts/<int:post_id>/read/", "/posts/{secret_post}/read/", IN_THE_SECRET_DONE),
    post("posts/<int:post_id>/mute/", "/posts/{question}/mute/", DONE),
    post("posts/<int:post_id>/mute/", "/posts/{secret_post}/mute/", IN_THE_SECRET_DONE),
    get("posts/<int:post_id>/lock/", "/posts/{question}/lock/", OUT + "422 422 422 200 422"),
    get("posts/<int:post_id>/lock/", "/posts/{secret_post}/lock/", OUT + "404 404 422 200 404"),
    post(
        "posts/<int:post_id>/lock/",
        "/posts/{question}/lock/",
        OUT + "422 422 422 303 422",
        reason="Answered elsewhere.",
    ),
    post("posts/<int:post_id>/lock/", "/posts/{question}/lock/", REFUSED),
    post(
        "posts/<int:post_id>/lock/",
        "/posts/{secret_post}/lock/",
        OUT + "404 404 422 303 404",
        reason="Answered elsewhere.",
    ),
    post("posts/<int:post_id>/save/", "/posts/{question}/save/", DONE),
    post("posts/<int:post_id>/save/", "/posts/{secret_post}/save/", IN_THE_SECRET_DONE),
    post("preview/", "/preview/", ALL, source="*so*"),
    # Files
    get("files/<int:file_id>/<path:name>", "/files/{file}/plan.png", IN_THE_SECRET),
    get("files/<int:file_id>/<path:name>", "/files/999999/plan.png", NONE),
    get(
        "files/<int:file_id>/sizes/<str:size>.webp",
        "/files/{file}/sizes/large.webp",
        IN_THE_SECRET,
    ),
    get("files/<int:file_id>/sizes/<str:size>.webp", "/files/{file}/sizes/huge.webp", NONE),
    get("photos/<str:key>", "/photos/{photo}", ALL),
    get("photos/<str:key>", "/photos/nobody", NONE),
    # Messages: Otto and Mira write to each other, and with Hugo. Nobody else learns of it: no
    # administrator, no moderator.
    get("messages/", "/messages/", ALL),
    get("messages/new/", "/messages/new/", ALL),
    get("messages/new/", "/messages/new/?to={joan}", OUT + "200 200 200 200 200"),
    get("messages/new/", "/messages/new/?to=999999", NONE),
    post("messages/new/", "/messages/new/", DONE, to="@hugo_third", source="Hear"),
    post("messages/new/", "/messages/new/", REFUSED, to="@nobody", source="Hear"),
    get("messages/unread/", "/messages/unread/", ALL),
    get("messages/<int:conversation_id>/", "/messages/{pair}/", TAKES_PART),
    get("messages/<int:conversation_id>/", "/messages/{pair}/?at={message}", TAKES_PART),
    get("messages/<int:conversation_id>/", "/messages/{pair}/?from={message}", TAKES_PART),
    get("messages/<int:conversation_id>/", "/messages/{several}/", TAKES_PART),
    get("messages/<int:conversation_id>/", "/messages/{merger_stream}/", NONE),
    get("messages/<int:conversation_id>/", "/messages/{organisation}/", NONE),
    post("messages/<int:conversation_id>/", "/messages/{pair}/", TAKES_PART_DONE, source="Hear"),
    post("posts/", "/posts/", TAKES_PART_DONE, stream="{pair}", source="Hear"),
    get("posts/<int:post_id>/", "/posts/{message}/", TAKES_PART_DONE),
    post(
        "posts/<int:post_id>/replies/", "/posts/{message}/replies/", TAKES_PART_DONE, source="Yes"
    ),
    post(
        "posts/<int:post_id>/reactions/<str:name>/",
        "/posts/{message}/reactions/thanks/",
        TAKES_PART_DONE,
    ),
    get("posts/<int:post_id>/edit/", "/posts/{message}/edit/", OUT + "404 404 200 422 404"),
    get("posts/<int:post_id>/history/", "/posts/{message}/history/", TAKES_PART),
    post("posts/<int:post_id>/remove/", "/posts/{message}/remove/", OUT + "404 404 303 422 404"),
    post("messages/<int:conversation_id>/read/", "/messages/{pair}/read/", TAKES_PART_DONE),
    post("messages/<int:conversation_id>/typing/", "/messages/{pair}/typing/", TAKES_PART_DONE),
    get("messages/<int:conversation_id>/people/", "/messages/{several}/people/", TAKES_PART),
    post(
        "messages/<int:conversation_id>/people/",
        "/messages/{several}/people/",
        TAKES_PART_DONE,
        to="@joan_whitfield",
    ),
    post(
        "messages/<int:conversation_id>/people/",
        "/messages/{pair}/people/",
        OUT + "404 404 422 422 404",
        to="@joan_whitfield",
    ),
    post(
        "messages/<int:conversation_id>/name/",
        "/messages/{several}/name/",
        TAKES_PART_DONE,
        name="Us",
    ),
    post("messages/<int:conversation_id>/mute/", "/messages/{pair}/mute/", TAKES_PART_DONE),
    post("messages/<int:conversation_id>/leave/", "/messages/{several}/leave/", TAKES_PART_DONE),
    post(
        "messages/<int:conversation_id>/leave/",
        "/messages/{pair}/leave/",
        OUT + "404 404 422 422 404",
    ),
    # Groups
    get("groups/", "/groups/", ALL),
    get("groups/new/", "/groups/new/", ALL),
    post("groups/new/", "/groups/new/", DONE, name="Sauna and sea", visibility="open"),
    post("groups/new/", "/groups/new/", REFUSED, name="Pilots", visibility="open"),
    get("groups/<int:group_id>/", "/groups/{pilots}/", ALL),
    get("groups/<int:group_id>/", "/groups/{board}/", ALL),
    get("groups/<int:group_id>/", "/groups/{merger}/", IN_THE_SECRET),
    get("groups/<int:group_id>/health/", "/groups/{pilots}/health/", OUT + "404 404 404 200 404"),
    get("groups/<int:group_id>/health/", "/groups/{merger}/health/", OUT + "404 404 404 200 404"),
    get(
        "groups/<int:group_id>/health.csv",
        "/groups/{pilots}/health.csv",
        OUT + "404 404 404 200 404",
    ),
    get(
        "groups/<int:group_id>/health.csv",
        "/groups/{merger}/health.csv",
        OUT + "404 404 404 200 404",
    ),
    get(
        "groups/<int:group_id>/health.parquet",
        "/groups/{pilots}/health.parquet",
        OUT + "404 404 404 200 404",
    ),
    get("groups/<int:group_id>/edit/", "/groups/{pilots}/edit/", OUT + "422 422 422 200 422"),
    get("groups/<int:group_id>/edit/", "/groups/{merger}/edit/", OUT + "404 404 422 200 404"),
    post(
        "groups/<int:group_id>/edit/",
        "/groups/{pilots}/edit/",
        OUT + "422 422 422 303 422",
        name="Trials",
        visibility="open",
    ),
    post(
        "groups/<int:group_id>/edit/",
        "/groups/{merger}/edit/",
        OUT + "404 404 422 303 404",
        name="Trials",
        visibility="open",
    ),
    get("groups/<int:group_id>/members/", "/groups/{pilots}/members/", ALL),
    get("groups/<int:group_id>/members/", "/groups/{board}/members/", IN_THE_SECRET),
    get("groups/<int:group_id>/members/", "/groups/{merger}/members/", IN_THE_SECRET),
    post(
        "groups/<int:group_id>/members/<int:person_id>/",
        "/groups/{pilots}/members/{otto}/",
        OUT + "422 422 422 303 422",
    ),
    post(
        "groups/<int:group_id>/members/<int:person_id>/",
        "/groups/{merger}/members/{otto}/",
        OUT + "404 404 422 303 404",
    ),
    get(
        "groups/<int:group_id>/members/<int:person_id>/",
        "/groups/{pilots}/members/{otto}/",
        OUT + "422 422 422 200 422",
    ),
    get(
        "groups/<int:group_id>/members/<int:person_id>/",
        "/groups/{merger}/members/{otto}/",
        OUT + "404 404 422 200 404",
    ),
    *(
        row
        for method, done in ((get, "200"), (post, "303"))
        for row in (
            method(
                "groups/<int:group_id>/members/<int:person_id>/remove/",
                "/groups/{pilots}/members/{otto}/remove/",
                OUT + f"422 422 422 {done} 422",
            ),
            method(
                "groups/<int:group_id>/members/<int:person_id>/remove/",
                "/groups/{merger}/members/{otto}/remove/",
                OUT + f"404 404 422 {done} 404",
            ),
        )
    ),
    post("groups/<int:group_id>/join/", "/groups/{pilots}/join/", DONE),
    post("groups/<int:group_id>/join/", "/groups/{board}/join/", DONE),
    post("groups/<int:group_id>/join/", "/groups/{merger}/join/", IN_THE_SECRET_DONE),
    # The only owner may not leave.
    post("groups/<int:group_id>/leave/", "/groups/{pilots}/leave/", OUT + "303 303 303 422 303"),
    post("groups/<int:group_id>/leave/", "/groups/{merger}/leave/", OUT + "404 404 303 422 404"),
    post("groups/<int:group_id>/level/", "/groups/{pilots}/level/", DONE, level="all"),
    post("groups/<int:group_id>/level/", "/groups/{pilots}/level/", NONE, level="much"),
    post(
        "groups/<int:group_id>/level/", "/groups/{merger}/level/", IN_THE_SECRET_DONE, level="none"
    ),
    post(
        "groups/<int:group_id>/archive/", "/groups/{pilots}/archive/", OUT + "422 422 422 303 422"
    ),
    post(
        "groups/<int:group_id>/archive/", "/groups/{merger}/archive/", OUT + "404 404 422 303 404"
    ),
    *(
        post(f"groups/<int:group_id>/{deed}/", address, statuses)
        for deed, address, statuses in (
            ("renew", "/groups/{pilots}/renew/", OUT + "422 422 422 303 422"),
            ("renew", "/groups/{merger}/renew/", OUT + "404 404 422 303 404"),
            # Both have an owner, so nobody is asked.
            ("own", "/groups/{pilots}/own/", NONE),
            ("own", "/groups/{merger}/own/", NONE),
        )
    ),
    # In an open group every member invites.
    post(
        "groups/<int:group_id>/invite/",
        "/groups/{pilots}/invite/",
        OUT + "404 303 303 303 404",
        handle="joan_whitfield",
    ),
    post(
        "groups/<int:group_id>/invite/",
        "/groups/{merger}/invite/",
        OUT + "404 404 422 303 404",
        handle="joan_whitfield",
    ),
    post(
        "groups/<int:group_id>/invite/",
        "/groups/{merger}/invite/",
        OUT + "404 404 422 422 404",
        handle="nobody_has_it",
    ),
    post("groups/<int:group_id>/decline/", "/groups/{pilots}/decline/", NONE),
    post(
        "groups/<int:group_id>/requests/<int:person_id>/",
        "/groups/{board}/requests/{joan}/",
        OUT + "422 422 422 303 422",
    ),
    post(
        "groups/<int:group_id>/requests/<int:person_id>/",
        "/groups/{merger}/requests/{joan}/",
        OUT + "404 404 422 404 404",
    ),
    # People
    get("people/", "/people/", ALL),
    get("people/mentions/", "/people/mentions/?q=o", ALL),
    get("people/<int:person_id>/", "/people/{otto}/", ALL),
    get("people/<int:person_id>/", "/people/{lea}/", ALL),
    get("people/<int:person_id>/", "/people/999999/", NONE),
    get("people/<int:person_id>/", "/people/{merger}/", NONE),
    post("people/<int:person_id>/follow/", "/people/{otto}/follow/", DONE),
    post("people/<int:person_id>/follow/", "/people/999999/follow/", NONE),
    get("organisation/", "/organisation/", DONE),
    get("organisation/<int:person_id>/", "/organisation/{otto}/", ALL),
    get("organisation/<int:person_id>/", "/organisation/999999/", NONE),
    # Notices: nobody sees or marks those of another.
    get("notices/", "/notices/", ALL),
    get("notices/unread/", "/notices/unread/", ALL),
    post("notices/read/", "/notices/read/", DONE),
    post(
        "notices/<int:notice_id>/read/",
        "/notices/{notice}/read/",
        OUT + "404 404 303 404 404",
    ),
    # One's own
    get("settings/", "/settings/", ALL),
    post("settings/", "/settings/", DONE, title="Pilot"),
    get("settings/delegates/", "/settings/delegates/", ALL),
    # The owner leads somebody; nobody else may name delegates.
    post(
        "settings/delegates/",
        "/settings/delegates/",
        OUT + "422 422 422 303 422",
        to="@{delegate}",
        right="draft",
    ),
    post(
        "settings/delegates/<int:delegation_id>/end/",
        "/settings/delegates/{delegation}/end/",
        OUT + "404 404 404 303 404",
    ),
    post("settings/own-words/", "/settings/own-words/", NONE, answer="accepted"),
    get("settings/notices/", "/settings/notices/", ALL),
    post(
        "settings/notices/devices/",
        "/settings/notices/devices/",
        REFUSED,
        endpoint="https://[::1]/",
    ),
    post(
        "settings/notices/devices/<int:device_id>/remove/",
        "/settings/notices/devices/{device}/remove/",
        ONLY_THE_MEMBER.replace("200", "303"),
    ),
    post("settings/notices/", "/settings/notices/", REFUSED),
    post("settings/messages/", "/settings/messages/", DONE, read_marks="1"),
    post("settings/password/", "/settings/password/", REFUSED, old="wrong", new="long enough word"),
    get("settings/tokens/", "/settings/tokens/", NONE),
    post("settings/tokens/", "/settings/tokens/", NONE, name="Notebook", days="30"),
    post("settings/tokens/<int:token_id>/remove/", "/settings/tokens/1/remove/", NONE),
    post(
        "settings/sessions/<int:session_id>/end/",
        "/settings/sessions/{session}/end/",
        OUT + "404 404 404 303 404",
    ),
    # Adoption
    get("adoption/", "/adoption/", ALL),
    get("adoption/", "/adoption/?on=2999-01-01", REFUSED),
    get("adoption/voices/", "/adoption/voices/", NONE),
    get("adoption/answers/", "/adoption/answers/", NONE),
    get("adoption/spread/", "/adoption/spread/", NONE),
    get("adoption/silos/", "/adoption/silos/", NONE),
    post("adoption/silos/taken/", "/adoption/silos/taken/", NONE, one="1", other="2", kind="event"),
    get("adoption/leadership/", "/adoption/leadership/", NONE),
    get("adoption/definitions/", "/adoption/definitions/", ALL),
    get("adoption/definitions/<str:name>/", "/adoption/definitions/reach/", ALL),
    get("adoption/definitions/<str:name>/", "/adoption/definitions/across/", ALL),
    get("adoption/definitions/<str:name>/", "/adoption/definitions/engagement/", NONE),
    get("adoption/figures/<str:name>.csv", "/adoption/figures/reach.csv", NONE),
    get("adoption/figures/<str:name>.parquet", "/adoption/figures/reach.parquet", NONE),
    get("adoption/pages/<str:name>.csv", "/adoption/pages/overview.csv", NONE),
    get("adoption/pages/<str:name>.parquet", "/adoption/pages/overview.parquet", NONE),
    get("adoption/at/<str:on>/<str:name>/", "/adoption/at/2026-03-29/overview/", NONE),
    # The interface: a cookie opens nothing there.
    get("api/groundswell/v1/adoption/", "/api/groundswell/v1/adoption/", NO_TOKEN),
    get(
        "api/groundswell/v1/adoption/figures/<str:name>",
        "/api/groundswell/v1/adoption/figures/reach",
        NO_TOKEN,
    ),
    get(
        "api/groundswell/v1/adoption/pages/<str:name>",
        "/api/groundswell/v1/adoption/pages/overview",
        NO_TOKEN,
    ),
    get(
        "api/groundswell/v1/adoption/at/<str:on>/<str:name>",
        "/api/groundswell/v1/adoption/at/2026-03-29/overview",
        NO_TOKEN,
    ),
    get("api/groundswell/v1/<path:rest>", "/api/groundswell/v1/gossip", NOBODY),
    get("adoption/report/", "/adoption/report/", NONE),
    post("adoption/report/", "/adoption/report/", NONE, cadence="weekly", weekday="0", hour="8"),
    post("adoption/report/stop/", "/adoption/report/stop/", NONE),
    get("adoption/compare/", "/adoption/compare/?on=2026-03-29&with=2026-03-22", NONE),
    get("adoption/purposes/", "/adoption/purposes/", ALL),
    get("adoption/purposes/<str:name>/", "/adoption/purposes/reach/", ADMINISTRATOR),
    get("adoption/purposes/<str:name>/", "/adoption/purposes/engagement/", NONE),
    post(
        "adoption/purposes/<str:name>/",
        "/adoption/purposes/reach/",
        ADMINISTRATOR_DOES,
        deed="basis",
        basis="§ 4",
    ),
    post(
        "adoption/purposes/<str:name>/",
        "/adoption/purposes/reach/",
        OUT + "404 404 404 404 422",
        deed="off",
    ),
    get("adoption/annex/", "/adoption/annex/", ALL),
    get("adoption/annex.md", "/adoption/annex.md", ALL),
    get("adoption/about-me/", "/adoption/about-me/", ALL),
    get("adoption/about-me/all.json", "/adoption/about-me/all.json", ALL),
    post(
        "adoption/about-me/named/<str:what>/",
        "/adoption/about-me/named/bridge/",
        DONE,
        answer="yes",
    ),
    post("adoption/about-me/named/<str:what>/", "/adoption/about-me/named/bridge/", DONE),
    post("adoption/about-me/named/<str:what>/", "/adoption/about-me/named/boss/", NONE),
    # Nobody was told of the roster.
    post("adoption/about-me/roster/", "/adoption/about-me/roster/", NONE, answer="yes"),
    # For the works council and Legal: see test_register.py.
    get("adoption/looks/", "/adoption/looks/", NONE),
    # Moderation: a moderator who has left decided about what the member asked; none is left.
    get("posts/<int:post_id>/report/", "/posts/{question}/report/", OUT + "200 200 422 200 200"),
    get("posts/<int:post_id>/report/", "/posts/{secret_post}/report/", OUT + "404 404 422 200 404"),
    post(
        "posts/<int:post_id>/report/",
        "/posts/{question}/report/",
        OUT + "303 303 422 303 303",
        reason="harm",
    ),
    post("posts/<int:post_id>/report/", "/posts/{question}/report/", REFUSED, reason="dislike"),
    get("moderation/", "/moderation/", NONE),
    get("moderation/done/", "/moderation/done/", NONE),
    get("moderation/waiting/", "/moderation/waiting/", ALL),
    post(
        "moderation/waiting/<int:held_id>/",
        "/moderation/waiting/{held}/",
        OUT + "404 404 404 303 404",
        approve="1",
    ),
    post(
        "moderation/waiting/<int:held_id>/",
        "/moderation/waiting/{held}/",
        OUT + "404 404 404 422 404",
    ),
    post(
        "moderation/waiting/<int:held_id>/take-back/",
        "/moderation/waiting/{held}/take-back/",
        OUT + "404 404 303 404 404",
    ),
    get("reports/", "/reports/", ALL),
    get("moderation/words/", "/moderation/words/", NONE),
    post("moderation/words/", "/moderation/words/", NONE),
    get("moderation/words/<int:word_id>/", "/moderation/words/{word}/", NONE),
    post("moderation/words/<int:word_id>/switch/", "/moderation/words/{word}/switch/", NONE),
    post("moderation/words/<int:word_id>/remove/", "/moderation/words/{word}/remove/", NONE),
    get("moderation/cases/<int:case_id>/", "/moderation/cases/{case}/", CONCERNED),
    post("moderation/cases/<int:case_id>/decide/", "/moderation/cases/{case}/decide/", NONE),
    post(
        "moderation/cases/<int:case_id>/appeal/",
        "/moderation/cases/{case}/appeal/",
        OUT + "404 404 303 404 404",
        words="It was a quotation",
    ),
    post(
        "moderation/cases/<int:case_id>/appeal/",
        "/moderation/cases/{case}/appeal/",
        OUT + "404 404 422 404 404",
    ),
    post("moderation/cases/<int:case_id>/answer/", "/moderation/cases/{case}/answer/", NONE),
    # Administration
    get("administration/", "/administration/", ADMINISTRATOR),
    get("administration/doors/", "/administration/doors/", ADMINISTRATOR),
    post("administration/doors/", "/administration/doors/", ADMINISTRATOR_DOES),
    get("administration/notices/", "/administration/notices/", ADMINISTRATOR),
    post("administration/notices/", "/administration/notices/", OUT + "404 404 404 404 422"),
    post("administration/letters/", "/administration/letters/", ADMINISTRATOR),
    get("administration/groups/", "/administration/groups/", ADMINISTRATOR),
    get("administration/people/", "/administration/people/", ADMINISTRATOR),
    post("administration/people/", "/administration/people/", OUT + "404 404 404 404 422"),
    post("administration/people/take/", "/administration/people/take/", NONE),
    post("administration/people/refused/", "/administration/people/refused/", NONE),
    post(
        "administration/people/<int:person_id>/link/",
        "/administration/people/{otto}/link/",
        ADMINISTRATOR,
    ),
    post(
        "administration/people/<int:person_id>/state/",
        "/administration/people/{otto}/state/",
        ADMINISTRATOR_DOES,
    ),
    post(
        "administration/people/<int:person_id>/role/",
        "/administration/people/{otto}/role/",
        ADMINISTRATOR_DOES,
        role="moderator",
    ),
    post(
        "administration/people/<int:person_id>/role/",
        "/administration/people/{otto}/role/",
        NONE,
        role="emperor",
    ),
    get(
        "administration/people/<int:person_id>/merge/",
        "/administration/people/{otto}/merge/?other={joan}",
        ADMINISTRATOR,
    ),
    post(
        "administration/people/<int:person_id>/merge/",
        "/administration/people/{otto}/merge/",
        ADMINISTRATOR_DOES,
        other="{joan}",
    ),
    post(
        "administration/people/<int:person_id>/merge/",
        "/administration/people/{otto}/merge/",
        OUT + "404 404 404 404 422",
    ),
    get(
        "administration/people/<int:person_id>/erase/",
        "/administration/people/{otto}/erase/",
        ADMINISTRATOR,
    ),
    get("administration/people/<int:person_id>/erase/", "/administration/people/9/erase/", NONE),
    post(
        "administration/people/<int:person_id>/erase/",
        "/administration/people/{otto}/erase/",
        ADMINISTRATOR_DOES,
        handle="otto_berg",
    ),
    post(
        "administration/people/<int:person_id>/erase/",
        "/administration/people/{otto}/erase/",
        OUT + "404 404 404 404 422",
        handle="somebody_else",
    ),
    post(
        "administration/groups/<int:group_id>/owner/",
        "/administration/groups/{pilots}/owner/",
        NONE,
        handle="otto_berg",
    ),
    # The mark and the colours of the organisation are shown at the door.
    get("branding/<str:name>", "/branding/x.css", "404 " * 8),
    get("administration/branding/", "/administration/branding/", ADMINISTRATOR),
    post("administration/branding/", "/administration/branding/", ADMINISTRATOR, light="#005f6b"),
    post(
        "administration/branding/",
        "/administration/branding/",
        OUT + "404 404 404 404 422",
        light="#ffcc00",
    ),
    post(
        "administration/branding/logo/",
        "/administration/branding/logo/",
        OUT + "404 404 404 404 422",
    ),
    post("administration/branding/forget/", "/administration/branding/forget/", NONE),
    # For whoever looks after the server.
    get("administration/jobs/", "/administration/jobs/", ADMINISTRATOR),
    post("administration/jobs/<int:row_id>/retry/", "/administration/jobs/999999/retry/", NONE),
    get("administration/health/", "/administration/health/", ADMINISTRATOR),
    post("administration/health/examine/", "/administration/health/examine/", ADMINISTRATOR_DOES),
    get("administration/storage/", "/administration/storage/", ADMINISTRATOR),
    # Settings of the instance.
    get("administration/settings/", "/administration/settings/", ADMINISTRATOR),
    get(
        "administration/settings/<str:key>/",
        "/administration/settings/organisation/",
        ADMINISTRATOR,
    ),
    get("administration/settings/<str:key>/", "/administration/settings/database_url/", NONE),
    get("administration/settings/<str:key>/", "/administration/settings/colour/", NONE),
    post(
        "administration/settings/<str:key>/",
        "/administration/settings/group_sleep_days/",
        ADMINISTRATOR,
        value="90",
    ),
    post(
        "administration/settings/<str:key>/",
        "/administration/settings/group_sleep_days/",
        OUT + "404 404 404 404 422",
        value="7",
    ),
    post(
        "administration/settings/<str:key>/forget/",
        "/administration/settings/organisation/forget/",
        NONE,
    ),
    # Imports: an export "slack.zip" lies ready, its trial is done, a batch was taken.
    get("administration/imports/", "/administration/imports/", ADMINISTRATOR),
    post(
        "administration/imports/upload/",
        "/administration/imports/upload/",
        OUT + "404 404 404 404 422",
    ),
    post(
        "administration/imports/begin/",
        "/administration/imports/begin/",
        ADMINISTRATOR_DOES,
        file="slack.zip",
    ),
    post("administration/imports/begin/", "/administration/imports/begin/", NONE, file="../x.zip"),
    post("administration/imports/forget/", "/administration/imports/forget/", NONE, file="x.zip"),
    get(
        "administration/imports/<int:batch_id>/undo/",
        "/administration/imports/{batch}/undo/",
        ADMINISTRATOR,
    ),
    post(
        "administration/imports/<int:batch_id>/undo/",
        "/administration/imports/{batch}/undo/",
        ADMINISTRATOR_DOES,
    ),
    post(
        "administration/imports/<int:batch_id>/undo/", "/administration/imports/999999/undo/", NONE
    ),
    get("administration/tasks/<int:task_id>/", "/administration/tasks/{trial}/", ADMINISTRATOR),
    get("administration/tasks/<int:task_id>/", "/administration/tasks/999999/", NONE),
    post(
        "administration/tasks/<int:task_id>/take/",
        "/administration/tasks/{trial}/take/",
        ADMINISTRATOR_DOES,
    ),
    post("administration/tasks/<int:task_id>/stop/", "/administration/tasks/{trial}/stop/", NONE),
    post(
        "administration/tasks/<int:task_id>/go-on/",
        "/administration/tasks/{stopped}/go-on/",
        ADMINISTRATOR_DOES,
    ),
    get("administration/audit/", "/administration/audit/", ADMINISTRATOR),
    get("administration/audit/", "/administration/audit/?first=x", OUT + "404 404 404 404 422"),
    get("administration/audit/<str:form>/", "/administration/audit/csv/", ADMINISTRATOR),
    get("administration/audit/<str:form>/", "/administration/audit/jsonl/", ADMINISTRATOR),
    get("administration/audit/<str:form>/", "/administration/audit/xml/", NONE),
    # The door
    get("administration/leaders/", "/administration/leaders/", ADMINISTRATOR),
    post("administration/leaders/", "/administration/leaders/", OUT + "404 404 404 404 422"),
    post(
        "administration/people/<int:person_id>/roster/",
        "/administration/people/{mira}/roster/",
        ADMINISTRATOR_DOES,
    ),
    get("settings/passkeys/ask/", "/settings/passkeys/ask/", ALL),
    post("settings/passkeys/", "/settings/passkeys/", REFUSED, answer="none"),
    post("settings/passkeys/<int:passkey_id>/remove/", "/settings/passkeys/1/remove/", NONE),
    get("sign-in/", "/sign-in/", FOR_ANYBODY),
    post("sign-in/", "/sign-in/", "422 422 422 422 422 422 422 422", name="otto", password="no"),
    post("sign-out/", "/sign-out/", DONE),
    get("welcome/", "/welcome/", FOR_ANYBODY),
    post("welcome/", "/welcome/", "422 422 422 422 422 422 422 422", pin="ABCD"),
    get("welcome/<str:secret>/", "/welcome/guess/", "422 422 422 422 422 422 422 422"),
    post("welcome/<str:secret>/", "/welcome/guess/", "422 422 422 422 422 422 422 422"),
    # Where no provider is named, nothing of the company's own sign-in is there.
    get("sign-in/company/", "/sign-in/company/", "404 " * 8),
    get("sign-in/company/back/", "/sign-in/company/back/?code=x&state=y", "404 " * 8),
    post("sign-in/company/signed-out/", "/sign-in/company/signed-out/", "404 " * 8),
    # From within a mail, whoever opens it.
    get("unsubscribe/<str:token>/", "/unsubscribe/{stop}/", FOR_ANYBODY),
    post("unsubscribe/<str:token>/", "/unsubscribe/{stop}/", FOR_ANYBODY),
    get("unsubscribe/report/<str:token>/", "/unsubscribe/report/{stop_report}/", FOR_ANYBODY),
    post("unsubscribe/report/<str:token>/", "/unsubscribe/report/{stop_report}/", FOR_ANYBODY),
    post("unsubscribe/report/<str:token>/", "/unsubscribe/report/forged/", "404 " * 8),
    get("unsubscribe/<str:token>/", "/unsubscribe/forged/", "404 " * 8),
    post("unsubscribe/<str:token>/", "/unsubscribe/forged/", "404 " * 8),
    get("sign-in/passkey/ask/", "/sign-in/passkey/ask/", FOR_ANYBODY),
    post("sign-in/passkey/", "/sign-in/passkey/", "422 " * 8, answer="none"),
    get("forgotten/", "/forgotten/", FOR_ANYBODY),
    post("forgotten/", "/forgotten/", FOR_ANYBODY, name="otto"),
]

# In the demo strangers choose whose day they see, and so may anybody else.
ROWS_OF_THE_DEMO = [
    get("", "/", FOR_ANYBODY),
    get("demo/", "/demo/", FOR_ANYBODY),
    post("demo/", "/demo/", "303 " * 8, person="{mira}"),
    post("demo/", "/demo/", "404 " * 8, person="{otto}"),
]
