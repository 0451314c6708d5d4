"""Files with what posts show, and the faces that people chose. Others draw them meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from groundswell.demo.pictures import drawing
from groundswell.demo.pictures.drawing import Drawn, Key
from groundswell.demo.showing import Shown
from groundswell.demo.talk import Said
from groundswell.demo.writing.people import Known
from groundswell.demo.writing.rendering import Rendering
from groundswell.foundation import blobs
from groundswell.network.files.models import File
from groundswell.network.posts.models import Attachment
from groundswell.people.persons.models import Person


class Pictures:
    """Has them drawn at once; writes them when they are needed."""

    def __init__(
        self,
        said: Sequence[Said],
        faces: Mapping[int, Key],
        known: Known,
        rendering: Rendering,
    ) -> None:
        shown = [(each, each.shown) for each in said if each.removed_at is None]
        self._shown = [(each, what) for each, what in shown if what is not None]
        self._faces, self._known = faces, known
        self._keys = list(dict.fromkeys(_key(what) for _, what in self._shown))
        self._drawn = rendering.have(drawing.sketch, self._keys)
        self._worn = rendering.have(drawing.faces_of, list(faces.values()))
        self._posts: Sequence[int] = ()

    def hang_on(self, id_of: Callable[[Said], int]) -> None:
        """Tell which posts they hang on."""
        self._posts = [id_of(each) for each, _ in self._shown]

    @transaction.atomic
    def write(self) -> None:
        """Write them, as soon as the last is drawn."""
        drawn = dict(zip(self._keys, self._drawn.result(), strict=True))
        kept = {key: (blobs.put(one.full), blobs.put(one.small)) for key, one in drawn.items()}
        files = File.objects.bulk_create(
            self._file(each, what, drawn[_key(what)], kept[_key(what)])
            for each, what in self._shown
        )
        Attachment.objects.bulk_create(
            Attachment(post_id=post_id, file=file)
            for post_id, file in zip(self._posts, files, strict=True)
        )
        for number, face in zip(self._faces, self._worn.result(), strict=True):
            person_id = self._known.accounts[number].pk
            Person.objects.filter(pk=person_id).update(photo=blobs.put(face))

    def _file(self, said: Said, what: Shown, drawn: Drawn, keys: tuple[str, str]) -> File:
        full, small = keys
        return File(
            uploader_id=self._known.id_of(said.author),
            key=full,
            name=what.name,
            media_type="image/webp",
            size_bytes=len(drawn.full),
            width=drawn.width,
            height=drawn.height,
            sizes={"small": small, "large": full, "full": full},
            description=what.shows,
            created_at=said.at,
        )


def _key(what: Shown) -> Key:
    return what.draws, what.number
