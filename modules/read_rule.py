"""The figures of a course's workshop in `manual.toml`: shares, tries, required checklists, follow-up."""

from collections.abc import Sequence

from modules.plan import FILE, Plan, Where
from modules.problems import Problem, did_you_mean

SHARES, TRIES, DAYS = range(1, 101), range(1, 6), range(1, 366)


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
    return problems
