"""Where people stand in the organisation, and where they stood."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groundswell.people.persons.models import Person


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def present(self) -> AssignmentQuerySet:
        return self.filter(to_on=None)


class Assignment(models.Model):
    """A person's place from a day until, but not with, another. The present one has no end."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    function = models.CharField(max_length=120, default="", blank=True)
    site = models.CharField(max_length=120, default="", blank=True)
    level = models.CharField(max_length=120, default="", blank=True)
    manager = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="managed"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(to_on=None), name="one_present_assignment"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="assignment_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(manager=None) | ~Q(manager=F("person")),
                name="nobody_manages_themselves",
            ),
        ]
        indexes = [models.Index(fields=["person", "from_on"], name="assignment_history")]

    def __str__(self) -> str:
        return f"person {self.person_id}: {self.function}, {self.site} from {self.from_on}"
