"""What the pictures of a post show, in words of its author: a text like any other of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groundswell.network.files import actions as files
from groundswell.network.files.models import File
from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person


def of(file_ids: Sequence[int]) -> list[str]:
    """What is said of files that are to hang on a post; no query where there are none."""
    if not file_ids:
        return []
    said = File.objects.filter(pk__in=file_ids).exclude(description="")
    return list(said.values_list("description", flat=True))


def changed(author: Person, post_id: int, wanted: Mapping[int, str]) -> dict[int, str]:
    """Of what is said of pictures on an own post, by their ids: what differs from what stands.

    Raises:
        DescriptionIsTooLong: one of them is.
    """
    if not wanted:
        return {}
    hung = File.objects.filter(
        attachments__post=post_id, attachments__post__author=author, pk__in=list(wanted)
    )
    said = {file: files.described(file.name, wanted[file.pk]) for file in hung if file.is_image}
    return {file.pk: words for file, words in said.items() if words != file.description}


def change(post: Post, descriptions: Mapping[int, str]) -> None:
    """Say of pictures that hang on a post what they show, in the caller's transaction."""
    for file_id, words in descriptions.items():
        File.objects.filter(pk=file_id, attachments__post=post).update(description=words)
