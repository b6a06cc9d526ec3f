"""A country's papers: rows, what each says, its claim, its entry in the register, and who is qualified by it.

Papers are made cohort by cohort on every core; their entries, each of which holds the hash of the one before, afterwards
in one process, with a checkpoint over each batch as when it is issued.
"""

from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates.issuing.actions import folio
from certificates.issuing.chaining import Chain
from certificates.paper import claim, codes, snapshot, wording
from certificates.paper.evidence import Evidence, packed
from certificates.paper.snapshot import CERTIFICATE, CONSTANCIA, Attendance, HalfDay, PrintedModule, Signer, Snapshot
from training.clock import at_lima
from training.demo.country import members
from training.demo.country.courses import CourseFacts
from training.demo.country.dice import bits
from training.demo.country.groups import HERSELF
from training.demo.country.outcomes import CERTIFIED, NOTHING
from training.demo.country.people import FIRST_DOCUMENT
from training.demo.country.plan import Country
from training.demo.people import TRAINER

ISSUED_AFTER = 12  # days
KINDS = {CERTIFIED: CERTIFICATE}  # what somebody gets for what she reached; else a constancia
POST = "Responsable del curso"
COLUMNS = {
    "certificate": "id key folio membership_id kind turn cohort_id token code commitment issued_at issued_by_id",
    "certificate_particulars": "certificate_id salt snapshot claim evidence",
    "qualification": "membership_id user_id cohort_id course since",
    "register_entry": "seq kind body certificate_id at",
    "register_checkpoint": "size note made_at",
}
Numbers = dict[tuple[int, str], int]  # (cohort, kind) → the first number of its folios


class Paper(NamedTuple):
    """One paper of a cohort. ``row``: of its holder."""

    id: int
    row: int
    one: int
    kind: str
    folio: str


@dataclass(frozen=True)
class Words:
    """What papers say of a course and its edition."""

    title: str
    modules: tuple[PrintedModule, ...]
    rules: dict[str, tuple[str, ...]]
    facts: CourseFacts


@dataclass(frozen=True)
class Facts:
    """What the papers are made with. ``key``: the private one, raw; ``counted``: the last folio of each year and kind."""

    key: bytes
    public_url: str
    design: str
    issuer: str
    version: str
    draft: bool
    courses: dict[str, Words]
    numbers: Numbers
    counted: dict[tuple[int, str], int]
    chain: Chain


def issued_on(country: Country, cohort: int) -> date:
    """When the papers of a cohort were issued."""
    return country.groups[cohort].ends + timedelta(days=ISSUED_AFTER)


def numbering(country: Country, before: dict[tuple[int, str], int]) -> tuple[Numbers, dict[tuple[int, str], int]]:
    """The folios of every cohort, after those of each (year, kind) that are taken; and the last ones then."""
    last, found = Counter(before), Numbers()
    for cohort in range(len(country.groups)):
        kinds = Counter(KINDS.get(reached, CONSTANCIA) for one in country.members(cohort)
                        if (reached := country.reached(cohort, one)) != NOTHING)
        for kind, count in kinds.items():
            year = issued_on(country, cohort).year
            found[cohort, kind] = last[year, kind] + 1
            last[year, kind] += count
    return found, dict(last)


def papers(country: Country, numbers: Numbers, cohort: int) -> Iterator[Paper]:
    """The papers of a cohort with their folios, by row."""
    year, at = issued_on(country, cohort).year, country.papers_before[cohort]
    turn: Counter[str] = Counter()
    for row, one in enumerate(country.members(cohort)):
        reached = country.reached(cohort, one)
        if reached != NOTHING:
            kind = KINDS.get(reached, CONSTANCIA)
            yield Paper(country.id("certificate", at), row, one, kind, folio(year, kind, numbers[cohort, kind] + turn[kind]))
            turn[kind] += 1
            at += 1


def rows(country: Country, facts: Facts, cohort: int) -> tuple[dict[str, list[tuple[Any, ...]]], list[dict[str, Any]]]:
    """The papers of a cohort; told: their entries but for what the chain adds, each with the id of its paper."""
    found: dict[str, list[tuple[Any, ...]]] = {"certificate": [], "certificate_particulars": [], "qualification": []}
    told: list[dict[str, Any]] = []
    if not (mine := list(papers(country, facts.numbers, cohort))):
        return found, told
    key, sheet = Ed25519PrivateKey.from_private_bytes(facts.key), _sheet(country, facts, cohort)
    group, number = country.groups[cohort], country.id("cohort", cohort)
    by, on = country.user_id(group.leads[0]), issued_on(country, cohort)
    at = at_lima(on, time(16))
    upon = {kind: _evidence(country, facts, cohort, kind, at) for kind in {one.kind for one in mine}}
    for one in mine:
        said, salt = _personal(country, facts, cohort, sheet, one), bits(country.seed, "salt", one.id, 32)
        words, member = snapshot.canonical(said), country.member_id(cohort, one.row)
        held = snapshot.keyed(salt, words).hex()
        found["certificate"].append((one.id, country.key("certificate", one.id), one.folio, member, one.kind, 1, number,
                                     said.token, said.code, held, at, by))
        found["certificate_particulars"].append((one.id, salt, words, claim.make(said, key), upon[one.kind]))
        if one.kind == CERTIFICATE:
            found["qualification"].append((member, country.user_id(one.one), number, group.course, on))
        told.append({"id": one.id, "folio": one.folio, "paper": one.kind, "course": group.course, "version": facts.version,
                     "half_hours": said.half_hours, "issued_on": said.issued_on.isoformat(), "commitment": held,
                     "evidence": snapshot.keyed(salt, upon[one.kind]).hex()})
    return found, told


def chained(country: Country, facts: Facts, cohort: int, told: list[dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    """The entries of a cohort's papers in the register, and the checkpoint over them."""
    return facts.chain.grown(told, Ed25519PrivateKey.from_private_bytes(facts.key), country.moment) if told else {}


def _sheet(country: Country, facts: Facts, cohort: int) -> Snapshot:
    group, words = country.groups[cohort], facts.courses[country.groups[cohort].course]
    return Snapshot(
        format=snapshot.FORMAT, kind="certificate", design=facts.design, folio="-", code="-", token="-",
        public_url=facts.public_url, given_names="-", surnames="-", document_type="dni", document="-",
        course_slug=group.course, course_title=words.title, modules=words.modules,
        signers=(Signer(_lead(country, cohort), POST),),
        half_hours=snapshot.half_hours(sum(one.minutes for one in words.modules)), starts=group.starts, ends=group.ends,
        place=country.venue(cohort), issued_on=issued_on(country, cohort), content_version=facts.version,
        content_digest=country.found.manual_digest, issuer=facts.issuer, draft=facts.draft, demo=True)


def _personal(country: Country, facts: Facts, cohort: int, sheet: Snapshot, one: Paper) -> Snapshot:
    given, surnames, _profession = country.person(one.one)
    there = _attended(country, facts, cohort, one.row)
    kind: dict[str, Any] = {"attendance": msgspec.structs.replace(there, half_days=())}
    if one.kind == CONSTANCIA:
        kind = {"kind": CONSTANCIA, "attendance": there, "modules": (), "half_hours": snapshot.half_hours(there.attended)}
    return msgspec.structs.replace(sheet, folio=one.folio, code=_code(country, one.id), token=_token(country, one.id),
                                   given_names=given, surnames=surnames, document=f"{FIRST_DOCUMENT + one.one:08}", **kind)


def _attended(country: Country, facts: Facts, cohort: int, row: int) -> Attendance:
    group, member = country.groups[cohort], country.member_id(cohort, row)
    course, lines = facts.courses[group.course].facts, []
    for at, half in enumerate(course.plan.half_days, 1):
        title = wording.half_day(at, group.starts + timedelta(days=half.day - 1), half.starts, make_up=False)
        late = members.LATE_BY * members.is_late(country, member, at)
        lines.append(HalfDay(title, half.minutes, half.minutes - late))
    return Attendance(sum(one.planned for one in lines), sum(one.attended for one in lines), course.rule.attendance,
                      tuple(lines))


def _lead(country: Country, cohort: int) -> str:
    lead = country.groups[cohort].leads[0]
    given, surnames = (TRAINER.given_names, TRAINER.surnames) if lead == HERSELF else country.person(lead)[:2]
    return f"{given} {surnames}"


def _code(country: Country, number: int) -> str:
    chance = int.from_bytes(bits(country.seed, "code", number, 8), "big")
    body = "".join(codes.ALPHABET[chance >> 5 * at & 31] for at in range(codes.LENGTH - 1))
    return body + codes.check_character(body)


def _token(country: Country, number: int) -> str:
    return urlsafe_b64encode(bits(country.seed, "token", number, 16)).decode().rstrip("=")


def _evidence(country: Country, facts: Facts, cohort: int, kind: str, at: datetime) -> bytes:
    """The same for everybody of a batch: the rule of the day. What each room would tell of each person is left out."""
    group, words = country.groups[cohort], facts.courses[country.groups[cohort].course]
    return packed(Evidence(paper=kind, at=at, issued_by=_lead(country, cohort),  # type: ignore[arg-type]  # one of KINDS
                           course=f"{group.course.upper()}. {words.title}", content_version=facts.version,
                           content_digest=country.found.manual_digest, rule=words.rules.get(kind, ()), sections=()))
