"""What may stand in For you: what one hears of, and the questions that wait for such as oneself."""

from __future__ import annotations

from datetime import timedelta

from tests.network.plain.company import TOPIC, Person, Post
from tests.network.plain.notices import Notified

FIELD_SPAN = timedelta(days=14)


class Near(Notified):
    def threads(self, viewer: Person) -> list[Post]:
        """Every thread that somebody may read, the newest first; no messages."""
        return [
            post
            for post in sorted(self.posts, key=lambda post: -post.id)
            if post.thread is None
            and any(place.kind != "conversation" for place in self.places(viewer, post))
        ]

    def for_you(self, viewer: Person) -> set[int]:
        """What one hears of, and the questions that wait for such as oneself; nothing muted."""
        followed = {stream for person, stream in self.following if person is viewer}
        shown = [
            post
            for post in self.threads(viewer)
            if not post.is_removed
            and (viewer, post) not in self.mutes
            and any(not self._hears_nothing(viewer, place) for place in self.places(viewer, post))
        ]
        return {
            post.id
            for post in shown
            if followed & set(post.streams) or self._is_of_field(viewer, post)
        }

    def _is_of_field(self, viewer: Person, post: Post) -> bool:
        """A question of the last two weeks that nobody answered, about what they know."""
        may_be_answered = not post.is_locked and not self.is_answered(post)
        if post.kind != "question" or post.author is viewer or not may_be_answered:
            return False
        if post.said_at < self.now - FIELD_SPAN:
            return False
        known = self.topics.get(viewer, set()) | self._answered_topics(viewer)
        is_marked = any(TOPIC + topic in post.words for topic in known)
        words = [word.strip("#@") for word in post.words]
        return is_marked or viewer.is_asked_about in words

    def _answered_topics(self, viewer: Person) -> set[str]:
        """Topics of the questions of others that they answered."""
        answered = {
            post.thread for post in self.posts if post.author is viewer and not post.is_removed
        }
        return {
            word[1:]
            for post in answered
            if post and post.kind == "question" and post.author is not viewer
            for word in post.words
            if word.startswith(TOPIC)
        }
