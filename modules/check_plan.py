"""What the plan must keep beyond types: slugs, order, requirements, minutes."""

from modules.plan import FILE, SLUG, Plan, PlannedModule, Where
from modules.problems import Problem, did_you_mean

LANGUAGES = ("es", "en")
MINUTES = range(10, 601)


def check_plan(plan: Plan, text: str) -> list[Problem]:
    """Everything wrong with a plan that has the right types."""
    lines = tuple(text.split("\n"))
    problems: list[Problem] = []
    if plan.language not in LANGUAGES:
        problems.append(
            Problem(
                FILE,
                Where(FILE, 1, lines).line("language"),
                f"no hay textos para el idioma «{plan.language}»",
                "Use es o en",
            )
        )
    if not plan.modules:
        problems.append(Problem(FILE, 1, "el manual no tiene módulos", "Añada [[courses.modules]]"))
    problems += _slugs(plan, lines)
    earlier: list[str] = []
    for module in plan.modules:
        problems += _module(module, plan, earlier, Where(FILE, module.line, lines))
        earlier.append(module.slug)
    return problems


def _slugs(plan: Plan, lines: tuple[str, ...]) -> list[Problem]:
    problems: list[Problem] = []
    for things in (plan.courses, plan.modules):
        seen: dict[str, int] = {}
        for thing in things:
            line = Where(FILE, thing.line, lines).line("slug")
            if not SLUG.fullmatch(thing.slug) or len(thing.slug) > 40:
                problems.append(
                    Problem(
                        FILE,
                        line,
                        f"«{thing.slug[:40]}» no sirve como nombre corto",
                        "Use minúsculas sin tilde, cifras y guiones, como a3",
                    )
                )
            if thing.slug in seen:
                problems.append(
                    Problem(
                        FILE,
                        line,
                        f"el nombre «{thing.slug}» ya está en la línea {seen[thing.slug]}",
                        "Dé a cada uno el suyo",
                    )
                )
            seen.setdefault(thing.slug, line)
    return problems


def _module(module: PlannedModule, plan: Plan, earlier: list[str], where: Where) -> list[Problem]:
    problems: list[Problem] = []
    known = [other.slug for other in plan.modules]
    for needed in module.requires:
        line = where.line("requires")
        if needed not in known:
            problems.append(
                Problem(
                    FILE,
                    line,
                    f"«{module.slug}» requiere «{needed}», que no está en el manual",
                    did_you_mean(needed, known, "Quítelo o añada ese módulo"),
                )
            )
        elif needed not in earlier:
            problems.append(
                Problem(
                    FILE,
                    line,
                    f"«{module.slug}» requiere «{needed}», que no viene antes",
                    "Cambie el orden o quite el requisito",
                )
            )
    for needed in {needed for needed in module.requires if module.requires.count(needed) > 1}:
        problems.append(
            Problem(
                FILE,
                where.line("requires"),
                f"«{module.slug}» requiere «{needed}» dos veces",
                "Déjelo una vez",
            )
        )
    if module.minutes not in MINUTES:
        problems.append(
            Problem(
                FILE,
                where.line("minutes"),
                f"«{module.slug}» dura {module.minutes} minutos",
                f"Escriba entre {MINUTES.start} y {MINUTES.stop - 1}",
            )
        )
    ready = {other.slug for other in plan.modules if other.ready}
    for needed in module.requires:
        if module.ready and needed in known and needed not in ready:
            problems.append(
                Problem(
                    FILE,
                    where.line("requires"),
                    f"«{module.slug}» está listo y requiere «{needed}», que está en preparación",
                    "Nadie podría empezarlo: quite el requisito o publique ambos",
                )
            )
    return problems
