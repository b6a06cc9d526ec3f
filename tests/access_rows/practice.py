"""Observed practice: whoever runs the cohort; a sheet is filled in only by whoever began it (here: the trainer, and it is open)."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/practica", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/practica", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/practica/<person>/<list>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/practica/<person>/<list>", 303, 403, 404, 400, 400),
    ("POST", "/cohortes/<key>/practica/<person>/<list>/acompanamiento", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/practica/acuerdo/<list>", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/practica/hoja/<seen>", 303, 403, 404, 200, 303),
    ("POST", "/cohortes/<key>/practica/hoja/<seen>", 303, 403, 404, 422, 409),
    ("POST", "/cohortes/<key>/practica/hoja/<seen>/guardar", 303, 403, 404, 200, 409),
    ("POST", "/cohortes/<key>/practica/hoja/<seen>/parar", 303, 403, 404, 303, 409),
    ("GET", "/cohortes/<key>/practica/hoja/<seen>/anular", 303, 403, 404, 303, 303),
    ("POST", "/cohortes/<key>/practica/hoja/<seen>/anular", 303, 403, 404, 303, 303),
    ("GET", "/curso/<key>/practica", 303, 200, 404, 404, 404),
]
