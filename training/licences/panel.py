"""On the page of an account: where she stands on the ladder, and the way to her page there."""

from flask import render_template
from markupsafe import Markup

from training.accounts.models import User
from training.licences.queries import climbing, ladder
from training.licences.words import heading, missing_words


def panel(person: User) -> Markup:
    """Nothing where the manual has no ladder, or the account was erased."""
    steps = ladder()
    if steps is None or person.erased_at is not None:
        return Markup("")
    hers = climbing(steps, [person.id])[person.id]
    return Markup(render_template("licences/_panel.html", person=person, heading=heading(steps, hers),
                                  lacks=missing_words(hers)))
