"""What the page of a person says of her place in the cascade."""

from flask import render_template
from markupsafe import Markup

from training.accounts.models import User
from training.lineage.branches import place_of


def person_panel(person: User) -> Markup | str:
    """Nothing of somebody who neither trains nor trained. One query."""
    place = place_of(person)
    if place is None and not person.is_trainer:
        return ""
    return Markup(render_template("lineage/_panel.html", person=person, place=place))
