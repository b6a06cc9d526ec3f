"""The form of an agenda: an hour, a line for each block, and one more block. It is read without writing anything."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from modules.workshop import BREAK, OTHER
from training.cohorts.forms import text_field
from training.cohorts.text import strange_in_words, tidy
from training.forms import BaseForm, squeeze
from training.workshops import words_agenda
from training.workshops.editing import MOST_BLOCKS, OWN, Draft, Half, Line, Piece, added, back_to, moved, put_back
from training.workshops.editing_together import read

LONGEST_TITLE = 120
AT_THE_START = "start"
_OWN_TOKEN = re.compile(r"own\.[0-9]{1,3}")


class HourField(TimeField):  # type: ignore[misc]  # WTForms carries no types
    """An hour with our own sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Esa hora no existe. Escríbala como 08:00.")) from None


class AgendaForm(BaseForm):
    """The hour, and one more block; the lines are read by ``draft``."""

    made_from = HiddenField()
    starts = HourField(_l("Empieza a las"), [InputRequired(_l("Escriba la hora en que empieza, como 08:00."))],
                       format=["%H:%M", "%H:%M:%S"])
    new_kind = RadioField(_l("Qué agrega"), default=OTHER, choices=[
        SelectChoice(OTHER, _l("Un bloque")), SelectChoice(BREAK, _l("Una pausa"))])
    new_title = text_field(_l("Título"), LONGEST_TITLE, needed=False,
                           hint=_l("Sin nombres ni historias de personas usuarias del servicio."))
    new_minutes = StringField(_l("Minutos"), [Optional()], filters=[squeeze],
                              render_kw={"inputmode": "numeric", "size": 4, "maxlength": 4, "autocomplete": "off"})
    new_after = SelectField(_l("Va después de"), validate_choice=False)

    @property
    def do(self) -> tuple[str, str]:
        """What was pressed, and on which block."""
        verb, _dot, token = request.form.get("do", "").partition(".")
        return verb, token

    @property
    def origin(self) -> Half | None:
        """What the page was made from; None when it does not say."""
        return read(self.made_from.data or "")

    @property
    def adds(self) -> bool:
        """Whether something was typed for one more block."""
        return bool(self.new_title.data or self.new_minutes.data)

    def draft(self, known: Mapping[str, Piece]) -> Draft:
        """The hour and the lines as they stand on the page; ``known``: every block that has a key or a place in the plan."""
        lines = []
        for token in dict.fromkeys(request.form.getlist("block")[:2 * MOST_BLOCKS]):
            piece = known.get(token) or _own(token)
            if piece is not None:
                typed = squeeze(request.form.get(f"minutes-{token}", "")) or ""
                lines.append(Line(piece, typed[:8], f"out-{token}" in request.form))
        return Draft(self.starts.data, tuple(lines))

    def one_more(self, draft: Draft) -> Draft | None:
        """The draft with the block that was typed; None, with the errors at their fields, when that is not one."""
        kind = self.new_kind.data if self.new_kind.data in OWN else OTHER
        name = self.new_title.data or (str(_("Pausa")) if kind == BREAK else "")
        minutes = Line(Piece("", kind, name, 0), self.new_minutes.data or "").minutes
        if not name:
            self.new_title.errors = [_("Escriba cómo se llama el bloque.")]
        if minutes is None:
            self.new_minutes.errors = [words_agenda.of_minutes()]
        if self.new_title.errors or minutes is None:
            return None
        tokens = {line.piece.token for line in draft.lines}
        token = next(f"own.{number}" for number in range(1, 1000) if f"own.{number}" not in tokens)
        after = self.new_after.data or "end"
        made = added(draft, Piece(token, kind, name, minutes, essential=False), "" if after == AT_THE_START else after)
        self.new_title.data = self.new_minutes.data = ""
        self.new_kind.data = OTHER
        return made

    def show(self, draft: Draft) -> None:
        """The draft's hour (what was typed, while it is none), and where one more block may go: last, unless said."""
        if draft.starts is not None:
            self.starts.data, self.starts.raw_data = draft.starts, None
        places = [SelectChoice(line.piece.token, words_agenda.title(line.piece)) for line in draft.lines]
        self.new_after.choices = [SelectChoice(AT_THE_START, _("Al comienzo")), *places]
        if self.new_after.data not in [choice.value for choice in self.new_after.choices]:
            self.new_after.data = self.new_after.choices[-1].value


def _own(token: str) -> Piece | None:
    """A block that was added on this page and is not stored yet; it carries its own title."""
    name = tidy(request.form.get(f"title-{token}", ""))[:LONGEST_TITLE]
    kind = request.form.get(f"kind-{token}", OTHER)
    if not _OWN_TOKEN.fullmatch(token) or not name or strange_in_words(name) or kind not in OWN:
        return None
    return Piece(token, kind, name, 0, essential=False)


@dataclass(frozen=True)
class Pressed:
    """What a press made of the draft; ``draft`` None: a block was typed that is not one."""

    draft: Draft | None
    saves: bool


def pressed(form: AgendaForm, draft: Draft, plan: Half | None) -> Pressed:
    """Do what was pressed to the draft. A block that was typed and not added yet goes along when the page is saved."""
    verb, token = form.do
    if verb in ("up", "down"):
        return Pressed(moved(draft, token, -1 if verb == "up" else 1), False)
    if verb == "plan" and plan:
        return Pressed(back_to(draft, plan), False)
    if verb == "put" and plan:
        return Pressed(put_back(draft, plan, f"plan.{token}"), False)
    if verb == "add" or verb == "save" and form.adds:
        return Pressed(form.one_more(draft), verb == "save")
    return Pressed(draft, verb == "save")


def known_pieces(stored: Half, plan: Half | None, origin: Half) -> dict[str, Piece]:
    """Token → block: those of the page's origin too, which somebody else may have taken out meanwhile."""
    halves: Sequence[Half] = [one for one in (origin, plan, stored) if one is not None]
    return {piece.token: piece for half in halves for piece in half.pieces}
