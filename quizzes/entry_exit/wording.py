"""The sentences for a sheet that does not fit: where, what, and what to do."""

from flask_babel import gettext as _

from quizzes.entry_exit.blueprint import LETTERS, Code, form_of, sheet_code
from quizzes.entry_exit.grid import Row
from quizzes.entry_exit.queries import MOMENT_OF, WORD_OF
from quizzes.entry_exit.sheets import Keyed, Slip


def letters_said(form: str) -> str:
    """«A, B, C o D»."""
    letters = LETTERS[form]
    return _("%(some)s o %(last)s", some=", ".join(letters[:-1]), last=letters[-1])


def slip_said(keyed: Keyed, row: Row, places: int) -> str:
    """What is wrong with a row of keys."""
    if keyed.slip is Slip.OTHER_FORM:
        return _("La respuesta %(place)s es «%(key)s», y esa letra es de la otra forma. A la fila %(row)s le toca la hoja "
                 "%(code)s, que se responde con %(letters)s. Mire el código impreso y busque de quién es la hoja.",
                 place=keyed.at, key=keyed.key, row=row.number, code=row.code, letters=letters_said(row.form))
    if keyed.slip is Slip.UNKNOWN:
        return _("La respuesta %(place)s es «%(key)s». Use %(letters)s, o un guion si la dejó en blanco o marcó dos.",
                 place=keyed.at, key=keyed.key, letters=letters_said(row.form))
    if keyed.slip is Slip.TOO_MANY:
        return _("Hay más de %(places)s respuestas. Revise desde la primera: sobra una.", places=places)
    return _("Escriba las respuestas de la hoja, en orden.")


def other_code(code: Code, row: Row, moment: str) -> str:
    """Why a printed code is not that of this person's sheet of this moment; "" when it is."""
    if code.moment is not None and code.moment != MOMENT_OF[moment]:
        other = _("entrada") if WORD_OF[code.moment] == "entrada" else _("salida")
        return _("Esa hoja es de la prueba de %(other)s. Elija arriba esa prueba para ingresarla.", other=other)
    forms = {form_of(row.number, row.moment, nth) for nth in range(1, len(row.sheets) + 2)}
    if code.form is not None and code.form not in forms:
        return _("A la fila %(row)s le toca la hoja %(code)s, no la forma %(form)s. Si la hoja dice otra cosa, pregunte de "
                 "quién es y escriba el número de esa persona.", row=row.number, form=code.form,
                 code=sheet_code(row.moment, row.number, row.form))
    return ""
