"""Names confirmed by their owners."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/curso/<key>/nombre", 303, 200, 404, 404, 404),
    ("POST", "/curso/<key>/nombre", 303, 422, 404, 404, 404),
    ("GET", "/cohortes/<key>/nombres", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/nombres", 303, 403, 404, 303, 303),
]
