"""Versions of the manual, and a cohort's choice between them."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/manual/versiones", 303, 403, 403, 403, 200),
    ("GET", "/manual/versiones/<short>", 303, 403, 403, 403, 404),
    ("GET", "/cohortes/<key>/version", 303, 403, 404, 404, 404),
    ("POST", "/cohortes/<key>/version", 303, 403, 404, 400, 400),
]
