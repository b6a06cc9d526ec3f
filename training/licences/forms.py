"""What people write about licences: whom they look for, why one is recognised or withdrawn, what is observed."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from modules.ladder import Ladder
from training.clock import today
from training.forms import REQUIRED, BaseForm, max_length, squeeze
from training.licences.rules import add_months
from training.licences.watching import Offer
from training.licences.words import title_of
from training.pages import spoken

SHORTEST, LONGEST, LONGEST_EVIDENCE = 10, 400, 1000
NOBODY = _l("No escriba nombres, documentos ni historias de personas atendidas.")
_WHY = _l("Diga el motivo en una frase, de al menos 10 letras.")


class FindForm(BaseForm):
    """Names; sent by POST so that they stand in no address."""

    words = StringField(_l("Buscar por nombre"), [InputRequired(REQUIRED), max_length(80)], filters=[squeeze],
                        render_kw={"autocomplete": "off", "maxlength": 80, "type": "search"})


class RecogniseForm(BaseForm):
    """A licence for somebody who trained before Réplica: which, since when, why, upon what."""

    step = SelectField(_l("Peldaño"))
    since = DateField(_l("Desde qué día"), [InputRequired(_l("Elija una fecha."))],
                      description=_l("Cuenta desde ese día. Elija uno anterior si el taller que espera ya terminó."))
    reason = TextAreaField(_l("Motivo"), [InputRequired(REQUIRED), Length(min=SHORTEST, message=_WHY), max_length(LONGEST)],
                           filters=[squeeze], description=_l("Por ejemplo: facilita desde 2019 con la DIRESA."),
                           render_kw={"rows": 3, "class": "three"})
    evidence = TextAreaField(_l("Qué lo respalda"), [InputRequired(REQUIRED), max_length(LONGEST_EVIDENCE)],
                             filters=[squeeze], description=_l(
                                 "Resolución, constancia, informe: su número y dónde está. No escriba nombres, documentos "
                                 "ni historias de personas atendidas."),
                             render_kw={"rows": 3, "class": "three"})

    def offering(self, steps: Ladder) -> "RecogniseForm":
        """With the steps that are licences."""
        self.ladder = steps
        self.step.choices = [SelectChoice(one.id, title_of(one)) for one in steps.licences]
        return self

    def validate_since(self, field: DateField) -> None:
        """Not in the future, and not so long ago that the licence would have ended."""
        step = self.ladder.step(self.step.data or "")
        if field.data and field.data > today():
            raise ValidationError(_("Ese día todavía no llega. Elija hoy o uno anterior."))
        if field.data and step and (field.data.year < 1990 or add_months(field.data, step.months) < today()):
            raise ValidationError(_("Desde ese día ya habría vencido: vale %(months)s meses.", months=step.months))


class WithdrawForm(BaseForm):
    """Why somebody holds a licence no more."""

    reason = TextAreaField(_l("Motivo"), [InputRequired(REQUIRED), Length(min=SHORTEST, message=_WHY), max_length(LONGEST)],
                           filters=[squeeze], description=NOBODY, render_kw={"rows": 3, "class": "three"})


class ObserveForm(BaseForm):
    """Which workshop, with which checklist, on which day."""

    cohort = SelectField(_l("Taller"))
    checklist = SelectField(_l("Lista de cotejo"))
    seen_on = DateField(_l("Día en que la observa"), [InputRequired(_l("Elija una fecha."))])
    first: date = date.min

    def offering(self, found: Offer) -> "ObserveForm":
        """With what may be observed."""
        self.cohort.choices = [SelectChoice(one.key, one.name) for one in found.cohorts]
        self.checklist.choices = [SelectChoice(one.slug, one.title_en if spoken() == "en" else one.title)
                                  for one in found.checklists]
        chosen = next((one for one in found.cohorts if one.key == self.cohort.data), None)
        self.first = chosen.starts_on if chosen else date.min
        return self

    def validate_seen_on(self, field: DateField) -> None:
        """A day of the workshop or after it, not in the future."""
        if field.data and not self.first <= field.data <= today():
            raise ValidationError(_("Elija un día desde que empezó el taller hasta hoy."))
