"""What nights keep of adoption, as far as pages of today read it."""

from __future__ import annotations

from bench.company import Company
from groundswell.adoption import weekly
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import QUARTER as BESIDE
from groundswell.adoption.days import DAY, QUARTER, ends_of_periods, quarter_end, week_end
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role


def tell(company: Company) -> None:
    """Keep the figures of half a year of periods, of two quarters and of the week that pages set
    beside the last; the reader may see them."""
    roles.grant(person=Person.objects.get(pk=company.reader_id), role=Role.ANALYST)
    last = week_end(clock.today() - DAY)
    quarter = quarter_end(last)
    periods = ends_of_periods()
    for on in periods:
        Book().keep(on)
    for on in {last, last - BESIDE, quarter, quarter - QUARTER, *periods}:
        weekly.seal(on)
        told.keep(on)
