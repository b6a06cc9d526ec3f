"""Workshops: opening one, its page, its dates. ``<key>`` is a cohort with a workshop."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/talleres/nuevo", 303, 403, 200, 200, 200),
    ("POST", "/talleres/nuevo", 303, 403, 422, 422, 422),
    ("GET", "/cohortes/<key>/taller", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/taller/fechas", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/taller/fechas", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/taller/agenda/<half>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/taller/agenda/<half>", 303, 403, 404, 422, 422),
]
