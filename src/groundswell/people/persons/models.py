"""People, and the handles that people and groups share."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Account(models.Model):
    """One sequence of ids and one table of handles for people and groups.

    Mastodon's clients know both as accounts, so neither an id nor a handle may stand for two.
    """

    id = models.BigAutoField(primary_key=True)
    handle = models.CharField(max_length=30, unique=True)

    def __str__(self) -> str:
        return f"@{self.handle}"


class State(models.TextChoices):
    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"


class Unsent(models.IntegerChoices):
    """Whether somebody has written what is not sent; the network keeps it up to date."""

    NOTHING = 0
    SOME = 1
    REFUSED = 2


class HomeFeed(models.TextChoices):
    """Which feed somebody's home page opens with."""

    NEWEST = ""
    FOR_YOU = "for_you"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, viewer: Person) -> PersonQuerySet:
        """Everybody of the organisation: who works here is no secret to those who sign in."""
        return self if viewer.may_sign_in else self.none()

    def on_the_list(self) -> PersonQuerySet:
        """Those of the people list; the rest is known from an import alone."""
        return self.filter(is_listed=True)


class Person(models.Model):
    """Somebody of the organisation, or somebody whom an import brought along."""

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, db_column="id", related_name="person"
    )
    name = models.CharField(max_length=120)
    name_folded = models.CharField(max_length=160, db_index=True)
    email = models.EmailField(max_length=254, null=True, blank=True)
    email_folded = models.CharField(max_length=254, null=True, unique=True)
    external_id = models.CharField(max_length=120, null=True, unique=True)
    title = models.CharField(max_length=160, default="", blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.INVITED)
    is_listed = models.BooleanField(default=True)
    is_bot = models.BooleanField(default=False)
    started_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    photo = models.CharField(max_length=80, default="", blank=True)
    skills = models.JSONField(default=list)
    ask_me_about = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64, default="", blank=True)
    language = models.CharField(max_length=16, default="", blank=True)
    password = models.CharField(max_length=160, default="", blank=True)
    unsent = models.PositiveSmallIntegerField(choices=Unsent, default=0, db_default=0)
    home_feed = models.CharField(
        max_length=8, choices=HomeFeed, default=HomeFeed.NEWEST, db_default="", blank=True
    )
    created_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    welcome_put_away_at = models.DateTimeField(null=True)
    reads_only_until = models.DateTimeField(null=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["name_folded", "account"], name="person_by_name")]

    def __str__(self) -> str:
        return f"{self.name} (person {self.pk})"

    @property
    def id(self) -> int:
        return self.account_id

    @property
    def may_sign_in(self) -> bool:
        return self.state in {State.INVITED, State.ACTIVE} and not self.is_bot

    def reads_only(self, now: datetime) -> bool:
        """Whether a moderator took writing from them for a time."""
        return self.reads_only_until is not None and now < self.reads_only_until


class Presence(models.Model):
    """That a person read or wrote on a day of the organisation."""

    pk = models.CompositePrimaryKey("person_id", "on")
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    on = models.DateField(db_index=True)
    has_read = models.BooleanField(default=False)
    has_written = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"person {self.person_id} on {self.on}"
