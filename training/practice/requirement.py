"""What the certificate asks of observed practice: every required checklist passed."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from training.cohorts.models import Cohort, Membership
from training.practice import queries
from training.practice.board import title
from training.practice.tries import State, Way, way
from training.practice.wording import next_step, standing
from training.progress.requirements import CERTIFICATE, PRACTICE, Requirement, Stand, Standing
from training.workshops.queries import rule_of, workshop_of

PERSON, LIST = "-key-of-the-person-", "-slug-of-the-list-"  # too long to be part of a real key


class _Links(NamedTuple):
    """What everybody's standing leads to, asked for once."""

    person: str
    see: str
    hers: tuple[str, str]
    by: str


def requirement(cohort: Cohort, members: Sequence[Membership]) -> Requirement | None:
    """Where these members stand; None without a workshop, or when its course asks for no checklist. Two queries, three
    for a workshop that is not in the session yet.
    """
    if workshop_of(cohort) is None:
        return None
    rule, lists = rule_of(cohort), queries.required(cohort)
    if not lists:
        return None
    ways = queries.ways(cohort, [members[0].id] if len(members) == 1 else None, rule.tries)
    nothing = way((), (), rule.tries)
    links = _Links(url_for("practice.person", key=cohort.key, person=PERSON, list=LIST), _("Ver su práctica"),
                   (_("Ver mi práctica"), url_for("practice.mine", key=cohort.key)), _("quien facilita su taller"))
    said = cache(standing)  # the same few sentences for everybody
    standings = {one.id: _standing(links, said, one, [(slug.slug, ways.get((one.id, slug.slug), nothing)) for slug in lists])
                 for one in members}
    asked = _("%(lists)s: %(share)s %% o más y todos los pasos críticos",
              lists=", ".join(map(title, lists)), share=rule.practice)
    return Requirement(PRACTICE, _("Práctica observada"), asked, frozenset({CERTIFICATE}), standings, order=40,
                       review=url_for("practice.index", key=cohort.key))


def _standing(links: _Links, standing: Callable[[int, int], str], member: Membership,
              lists: Sequence[tuple[str, Way]]) -> Standing:
    passed = [way.passed for _slug, way in lists if way.passed]
    said = standing(len(passed), len(lists))
    if len(passed) == len(lists):
        return Standing(Stand.DONE, said, max(one.settled_at for one in passed if one.settled_at), links.hers)
    left = [(slug, found) for slug, found in lists if not found.passed]
    slug, found = min(left, key=lambda one: URGENT.index(one[1].state))
    stand = Stand.LOST if found.state in (State.COACHING, State.AGREED) else (
        Stand.UNDER_WAY if passed or any(one.tries for _slug, one in lists) else Stand.TO_DO)
    last = found.last.settled_at if found.last else None
    there = links.person.replace(PERSON, member.key).replace(LIST, slug)
    return Standing(stand, f"{said}. {next_step(found)}", last, links.hers if found.tries else None,
                    (links.see, there), links.by)


URGENT = (State.COACHING, State.AGREED, State.UNDER_WAY, State.COACHED, State.AGAIN, State.TO_OBSERVE)
