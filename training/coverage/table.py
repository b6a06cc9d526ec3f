"""Coverage as rows for a file: the table of regions or networks, and the list of facilities."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from training.coverage.listing import Entry
from training.coverage.overview import Overview
from training.coverage.states import NO_DATA, STATES
from training.coverage.tally import Tally
from training.coverage.words import network_words, state_words
from training.exports import Cell
from training.places.folding import fold


def header(what: str) -> list[str]:
    """The columns of the table; ``what`` its rows are."""
    return [what, _("Establecimientos"), _("Cubiertos"), _("Cubiertos (%)"), _("En parte"), _("Perdieron cobertura"),
            _("Sin datos"), _("Por cubrir"), _("Listos"), _("Listos (%)"), _("Sin cubrir el próximo trimestre"),
            _("Personas capacitadas")]


def lines(found: Overview) -> Iterator[list[Cell]]:
    """Its rows by name, and their sum."""
    for row in sorted(found.rows, key=lambda row: fold(row.name)):
        yield _figures(network_words(row.name) if found.kind == "network" else row.name, row.tally)
    yield _figures(_("Total"), found.tally)


def _figures(name: str, one: Tally) -> list[Cell]:
    return [name, one.total, one.covered, one.covered_percent, one.partly, one.lapsed, one.no_data, one.to_cover, one.ready,
            one.ready_percent, one.falling, one.trained]


def facility_header() -> list[str]:
    """The columns of the list of facilities."""
    return [_("Código"), _("Establecimiento"), _("Categoría"), _("Dirección de salud"), _("Red"), _("Microrred"),
            _("Distrito"), _("Personal conocido"), _("Capacitadas"), _("Meta"), _("Faltan"), _("Estado"), _("Listo"),
            _("Sin cubrir desde")]


def facility_lines(listed: Iterable[Entry]) -> Iterator[list[Cell]]:
    """A row for each facility. What was never counted says «Sin datos», and no number."""
    words, yes, no = {state: state_words(state) for state in STATES}, _("sí"), _("no")
    for one in listed:
        lacking = None if one.target is None else max(0, one.target - (one.trained or 0))
        until = one.uncovered_on.isoformat() if one.uncovered_on else None
        yield [*one[:10], lacking, words[one.state or NO_DATA], yes if one.ready else no, until]
