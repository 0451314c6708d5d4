"""The page on which an administrator makes one person of two."""

from __future__ import annotations

from groundswell.network.models import Post
from groundswell.people.models import Person
from groundswell.people.persons import actions as persons


def stranger():
    return persons.add(persons.NewPerson(name="Otto Bergh", is_listed=False))


def test_an_administrator_finds_compares_and_merges(world):
    client = world.client(world.ada)
    other = stranger()
    Post.objects.filter(pk=world.tell(world.joan).pk).update(author=other)
    address = f"/administration/people/{world.otto.pk}/merge/"

    found = client.get("/administration/?name=otto").content.decode()
    asked = client.get(f"{address}?name=bergh").content.decode()
    shown = client.get(f"{address}?other={other.pk}").content.decode()
    done = client.post(address, {"other": other.pk})

    assert f'href="{address}"' in found
    assert f'href="{address}?other={other.pk}"' in asked
    assert "Merge Otto Bergh into Otto Berg" in shown
    assert "1 post" in shown
    assert (done.status_code, done.headers["Location"]) == (303, f"/people/{world.otto.pk}/")
    assert not Person.objects.filter(pk=other.pk).exists()
    assert Post.objects.get().author == world.otto


def test_what_is_refused_is_said_on_the_page(world):
    client = world.client(world.ada)
    other = stranger()

    answer = client.post(f"/administration/people/{other.pk}/merge/", {"other": world.otto.pk})

    assert answer.status_code == 422
    assert "Keep Otto Berg instead" in answer.content.decode()
    assert Person.objects.filter(pk=other.pk).exists()
