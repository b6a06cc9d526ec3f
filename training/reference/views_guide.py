"""The pocket guide: every pathway step by step, as a list and as a drawing. Open to all:
an emergency waits for no password.
"""

from flask import abort, render_template, request, url_for
from markupsafe import Markup

from modules.flow import Flow, Node
from modules.flow_layout import Style, best, layout
from modules.flow_metrics import first_sentence
from modules.flow_outline import Step, is_old, outline, signs, step_of, walked
from modules.flow_svg import svg
from modules.manual import Manual
from modules.reference import said
from training.access import public
from training.clock import today
from training.pages import spoken
from training.reference import queries
from training.reference.blueprint import blueprint

SCREEN = Style(width=1040.0, title=20.0, text=15.0, slack=1.17)  # DejaVu Sans, the widest that a phone or a clinic has
LONGEST_PATH = 600  # characters of the path walked that an address may tell


@blueprint.get("/guia")
@public
def guide() -> str:
    """The pathways, each with its emergency one tap away."""
    manual = queries.here()
    return render_template("reference/guide.html", manual=manual, said=_said,
                           first={flow.slug: _first(flow) for flow in manual.flows})


@blueprint.get("/guia/<slug>")
@public
def guide_flow(slug: str) -> str:
    """One pathway: the choice of forms, and the whole of it as a list."""
    manual, flow = _found(slug)
    return render_template("reference/guide_flow.html", manual=manual, flow=flow, said=_said, old=is_old(flow, today()),
                           steps=outline(flow, spoken()), first=_first(flow))


@blueprint.get("/guia/<slug>/dibujo")
@public
def guide_drawing(slug: str) -> str:
    """One pathway as a drawing whose boxes lead to the steps."""
    manual, flow = _found(slug)
    language = spoken()
    drawing = layout(flow, language, best(flow, language, SCREEN))
    picture = svg(drawing, said(flow, "title", language), said(flow, "summary", language),
                  href=lambda node: url_for("reference.guide_step", slug=slug, node=node))
    return render_template("reference/guide_drawing.html", manual=manual, flow=flow, said=_said, old=is_old(flow, today()),
                           drawing=Markup(picture))  # noqa: S704  # flow_svg escapes every word that it writes


@blueprint.get("/guia/<slug>/paso/<node>")
@public
def guide_step(slug: str, node: str) -> str:
    """One step on one screen. The path walked stands in the address, so that nothing is kept anywhere."""
    manual, flow = _found(slug)
    here = flow.node(node)
    if here is None:
        abort(404)
    path = walked(flow, here, request.args.get("por", "")[:LONGEST_PATH])
    names = [one.id for one in path]
    return render_template(
        "reference/guide_step.html", manual=manual, flow=flow, said=_said, step=_step(flow, here), old=is_old(flow, today()),
        trail=[(_step(flow, one), ".".join(names[:place])) for place, one in enumerate(path)],
        onward=".".join([*names, here.id]), sources=[one for one in manual.sources if one.code in here.sources])


def _found(slug: str) -> tuple[Manual, Flow]:
    """The newest manual and its pathway of this name, or 404."""
    manual = queries.here()
    flow = next((one for one in manual.flows if one.slug == slug), None)
    if flow is None:
        abort(404)
    return manual, flow


def _step(flow: Flow, node: Node) -> Step:
    return step_of(flow, node, spoken(), signs(flow))


def _first(flow: Flow) -> str:
    """What the emergency says first: it stands on its button."""
    node = flow.node(flow.emergency)
    return first_sentence(said(node, "text", spoken())) if node else ""


def _said(value: object, field: str) -> str:
    """A field of something bilingual in the language of the page."""
    return said(value, field, spoken())
