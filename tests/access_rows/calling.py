"""Whom to call this week."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/llamadas", 303, 403, 200, 200, 200),
    ("POST", "/llamadas", 303, 403, 404, 404, 404),
    ("POST", "/llamadas/quitar", 303, 403, 404, 404, 404),
]
