"""What both tests of a workshop say, and the same as a file. ``<key>`` is a cohort with a workshop."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/pruebas", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/pruebas.<kind>", 303, 403, 404, 200, 200),
]
