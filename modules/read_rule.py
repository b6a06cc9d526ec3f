"""The figures of a course in `manual.toml`: what its workshop asks for, what accredits a trainer."""

from collections.abc import Iterator, Sequence

from modules.plan import FILE, Plan, PlannedCourse, Where
from modules.problems import Problem, did_you_mean

SHARES, TRIES, DAYS = range(1, 101), range(1, 6), range(1, 366)
COUNTS, PEOPLE, MONTHS = range(1, 21), range(1, 201), range(6, 61)


def check_rules(plan: Plan, checklists: Sequence[str], text: str) -> list[Problem]:
    """Figures out of range and checklists that the manual does not have; `text` is that of manual.toml."""
    lines = tuple(text.split("\n"))
    problems: list[Problem] = []
    for course in plan.courses:
        where, rule = Where(FILE, course.line, lines), course.rule
        for key, wanted in (("attendance", SHARES), ("exit_test", SHARES), ("practice", SHARES), ("tries", TRIES)):
            if (value := getattr(rule, key)) not in wanted:
                problems.append(Problem(FILE, where.line(key), f"«{key}» es {value}",
                                        f"Escriba entre {wanted.start} y {wanted.stop - 1}"))
        if list(rule.follow_up) != sorted(set(rule.follow_up)) or any(day not in DAYS for day in rule.follow_up):
            problems.append(Problem(FILE, where.line("follow_up"), "«follow_up» no son días después del taller, en orden",
                                    "Escríbala como [30, 60, 90]"))
        problems += [Problem(FILE, where.line("checklists"), f"la lista de cotejo «{slug[:40]}» no está en el manual",
                             did_you_mean(slug, checklists, "Quítela o añada su archivo en checklists/"))
                     for slug in rule.checklists if slug not in checklists]
        problems += _check_accreditation(course, [one.slug for one in plan.courses], lines)
    return problems


def _check_accreditation(course: PlannedCourse, slugs: Sequence[str], lines: tuple[str, ...]) -> Iterator[Problem]:
    """Nobody is accredited for being there: what a trainer does was observed, and she has taught."""
    rule = course.accreditation
    if rule is None:
        return
    where = Where(FILE, course.accreditation_line, lines)
    if rule.teaches not in slugs:
        yield Problem(FILE, where.line("teaches"), f"el curso «{rule.teaches[:40]}» no está en el manual",
                      did_you_mean(rule.teaches, slugs, f"Los cursos son {', '.join(slugs)}"))
    for key, wanted in (("workshops", COUNTS), ("people", PEOPLE), ("months", MONTHS), ("renewal", COUNTS)):
        if (value := getattr(rule, key)) not in wanted:
            yield Problem(FILE, where.line(key), f"«{key}» es {value}", f"Escriba entre {wanted.start} y {wanted.stop - 1}")
    if not course.rule.checklists:
        yield Problem(FILE, course.accreditation_line, "acredita sin práctica observada: nadie vio enseñar a quien acredita",
                      f"Ponga en «checklists» del curso «{course.slug}» la lista con que se observa")
