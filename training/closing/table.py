"""The table of «Qué falta» as HTML: two hundred people are twelve hundred cells, which a template takes long to draw."""

from collections.abc import Sequence
from functools import cache

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from training.cohorts.models import Cohort, Membership
from training.pages import day, icon
from training.progress.requirements import Requirement, Stand, Standing


def rows(cohort: Cohort, people: Sequence[Membership], requirements: Sequence[Requirement]) -> Markup:
    """A row per person, a cell per requirement. Cells that say the same are written once."""
    tags = _tags()
    heads = [f'<td data-l="{escape(one.label)}">' for one in requirements]
    before, after = url_for("cohorts.member", key=cohort.key, person="PERSON").split("PERSON")

    @cache
    def cell(stands: Standing) -> str:
        said = f"{stands.said}, {day(stands.at)}" if stands.at else stands.said
        return f'{tags[stands.stand]}<br><span class="soft small">{escape(said)}</span></td>'

    written = []
    for person in people:
        cells = "\n".join(head + cell(one.of(person.id)) for head, one in zip(heads, requirements, strict=True))
        written.append(f'<tr><th scope="row"><a href="{before}{person.key}{after}">{escape(person.surnames)}, '
                       f"{escape(person.given_names)}</a></th>{cells}</tr>\n")
    return Markup("".join(written))  # each part is escaped above, or ours


def _tags() -> dict[Stand, str]:
    known = {Stand.DONE: ("tag ok", "ok", _("Listo")), Stand.LOST: ("tag no", "bang", _("Ya no alcanza")),
             Stand.UNDER_WAY: ("tag half", "half", _("En curso")), Stand.TO_DO: ("tag", "circle", _("Por hacer"))}
    return {stand: f'<span class="{kind}">{icon(sign)} {escape(word)}</span>' for stand, (kind, sign, word) in known.items()}
