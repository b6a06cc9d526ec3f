"""The rows of trainers: licences and who trained whom, in three generations."""

from datetime import date, timedelta
from typing import Any

from training.demo.country.dice import bits
from training.demo.country.groups import SINCE
from training.demo.country.plan import Country
from training.licences.models import LADDER, RECOGNISED

REGIONAL, PRINCIPAL = "regional", "principal"  # steps of content/ladder.toml
VALID = timedelta(days=730)
COLUMNS = {
    "trainer_licence": "id key user_id step granted_on valid_until basis reason evidence by_id at withdrawn_reason",
    "descent": "user_id trained_by_id cohort_id generation since by_id at",
}
Rows = dict[str, list[tuple[Any, ...]]]


def trainers(country: Country) -> Rows:
    """Licences and descents of everybody who trains."""
    rows: Rows = {"trainer_licence": [], "descent": []}
    for region in country.regions:
        for one in region.generation(0):
            since = country.today + timedelta(days=SINCE[0])
            rows["descent"].append(_descent(country, one, None, None, 0, since))
            rows["trainer_licence"] += _licences(country, one, PRINCIPAL, RECOGNISED, since)
    for at, group in enumerate(country.groups):
        for one in group.people:
            rows["descent"].append(_descent(country, one, group.leads[0], at, group.generation, group.ends))
            rows["trainer_licence"] += _licences(country, one, REGIONAL, LADDER, group.ends)
    return rows


def _descent(country: Country, one: int, by: int | None, cohort: int | None, generation: int,
             since: date) -> tuple[Any, ...]:
    return (country.user_id(one), None if by is None else country.user_id(by),
            None if cohort is None else country.id("cohort", cohort), generation, since, country.found.admin_id,
            country.moment)


def _licences(country: Country, one: int, step: str, basis: str, since: date) -> list[tuple[Any, ...]]:
    """The first one, and for most the renewal; whoever did not renew is seen with a licence that has lapsed."""
    found = [_licence(country, 2 * one, one, step, basis, since)]
    if bits(country.seed, "renewed", one, 1)[0] > 38:
        found.append(_licence(country, 2 * one + 1, one, step, basis, since + VALID - timedelta(days=20)))
    return found


def _licence(country: Country, number: int, one: int, step: str, basis: str, since: date) -> tuple[Any, ...]:
    own = country.id("trainer_licence", number)
    reason = "Formó antes de Réplica" if basis == RECOGNISED else ""
    return (own, country.key("licence", own), country.user_id(one), step, since, since + VALID, basis, reason, "",
            country.found.admin_id, country.moment, "")
