"""Links from module to module and inside one: the target must exist and have a page."""

from collections.abc import Mapping

from modules.plan import Plan
from modules.problems import Problem, did_you_mean, line_of
from modules.render import Page


def check_links(path: str, text: str, slug: str, pages: Mapping[str, Page], plan: Plan) -> list[Problem]:
    """The dead links of one module, whose page and all others are in `pages` by slug."""
    problems = []
    listed = {module.slug: module.ready for module in plan.modules}
    for link in pages[slug].links:
        line = line_of(text, f"({link.written}")
        target = link.slug or slug
        if target != slug and target not in listed:
            problems.append(
                Problem(
                    path,
                    line,
                    f"enlace a «{target}.md», que no está en el manual",
                    did_you_mean(target, listed, "Quite el enlace o añada el módulo"),
                )
            )
        elif target != slug and not listed.get(slug, True) and target not in pages:
            continue  # from a draft to a module that nobody has begun
        elif target != slug and listed.get(slug, True) and not (listed[target] and target in pages):
            problems.append(
                Problem(
                    path,
                    line,
                    f"enlace a «{target}.md», que está en preparación y no tiene página",
                    "Nómbrelo sin enlace",
                )
            )
        elif link.anchor and link.anchor not in pages[target].ids:
            place = "el módulo" if target == slug else f"«{target}.md»"
            known = [section.id for section in pages[target].sections]
            problems.append(
                Problem(
                    path,
                    line,
                    f"enlace a «#{link.anchor}», que no existe en {place}",
                    did_you_mean(link.anchor, known, "Corrija el nombre o quite el enlace", "#"),
                )
            )
    return problems
