"""Checking and closing a workshop, its report, who lacks what, the dates after it."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/cierre", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/cierre", 303, 403, 404, 409, 409),
    ("POST", "/cohortes/<key>/informe", 303, 403, 404, 409, 409),
    ("GET", "/cohortes/<key>/informe.pdf", 303, 403, 404, 404, 404),
    ("GET", "/cohortes/<key>/falta", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/seguimiento/<follow>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/seguimiento/<follow>", 303, 403, 404, 303, 303),
]
