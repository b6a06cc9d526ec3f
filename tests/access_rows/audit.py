"""The record of privileged acts."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/auditoria", 303, 403, 403, 403, 200),
]
