"""The rows of people and of where they work."""

from datetime import date, timedelta
from typing import Any

from training.accounts.privacy import VERSION
from training.demo.country.dice import bits
from training.demo.country.plan import NEVER, Country
from training.places.folding import fold
from training.staffing.models import APPOINTED, CAS, SERUMS, SERVICES

FIRST_DOCUMENT = 99_100_000  # documents that nobody bears
COLUMNS = {
    "user_account": "id key document_type document given_names surnames profession password_hash password_at is_admin "
                    "authority_id is_demo consent_version consent_at created_at created_by_id first_used_at",
    "posting": "id key user_id facility_id since until contract contract_ends_on source by_id at",
}
FACILITIES = {"facility": "id code name category authority_id district ubigeo network micro_network folded institution "
                          "is_demo"}
CONTRACTS = (APPOINTED,) * 9 + (CAS,) * 7 + (SERUMS,) * 2 + (SERVICES,) * 2
Rows = dict[str, list[tuple[Any, ...]]]


def facilities(country: Country) -> Rows:
    """Every facility."""
    return {"facility": [
        (country.id("facility", at), one.code, one.name, one.category, country.regions[one.region].authority_id,
         one.district, one.ubigeo, one.network, one.micro_network, fold(one.name),
         "ESSALUD" if at % 23 == 7 else "GOBIERNO REGIONAL", True)
        for at, one in enumerate(country.places)]}


def of_people(country: Country, first: int, last: int) -> Rows:
    """Accounts and postings of the people from ``first`` to before ``last``."""
    region = {one: at for at, found in enumerate(country.regions) for one in found.trained}
    users, postings = [], []
    for one in range(first, last):
        given, surnames, profession = country.person(one)
        trains = country.regions[region[one]].authority_id if one in region else None
        created = country.moment - timedelta(days=1200 + one % 50)
        users.append((country.user_id(one), country.key("user", one), "dni", f"{FIRST_DOCUMENT + one:08}", given, surnames,
                      profession, country.found.password_hash, created, False, trains, True, VERSION, created, created,
                      country.found.admin_id, created))
        postings += _postings(country, one)
    return {"user_account": users, "posting": postings}


def _postings(country: Country, one: int) -> list[tuple[Any, ...]]:
    """Where she works now, and before it where she worked before."""
    chance = bits(country.seed, "posting", one, 4)
    contract = CONTRACTS[chance[0] % len(CONTRACTS)]
    ends = None if contract == APPOINTED else country.today + timedelta(days=chance[1] * 2 - 20)
    since = country.today - timedelta(days=60 + chance[2] * 3)
    if country.worked_at[one] == NEVER:
        return [_posting(country, 2 * one, one, country.works_at[one], since - timedelta(days=600), None, contract, ends)]
    return [_posting(country, 2 * one, one, country.worked_at[one], since - timedelta(days=900), since - timedelta(days=1),
                     contract, None),
            _posting(country, 2 * one + 1, one, country.works_at[one], since, None, contract, ends)]


def _posting(country: Country, number: int, one: int, place: int, since: date, until: date | None, contract: str,
             ends: date | None) -> tuple[Any, ...]:
    return (country.id("posting", number), country.key("posting", number), country.user_id(one),
            country.id("facility", place), since, until, contract, ends, "roster", country.found.admin_id, country.moment)
