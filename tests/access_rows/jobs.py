"""Who gets what on the pages of long work. The job is one that ``trainer`` started."""

# (method, rule, nobody, learner, other_trainer, trainer, admin)
ROWS = [
    ("GET", "/trabajos/<key>", 303, 404, 404, 200, 200),
    ("GET", "/trabajos/<key>/estado", 303, 404, 404, 200, 200),
    ("POST", "/trabajos/<key>/detener", 303, 404, 404, 303, 303),
    ("POST", "/trabajos/<key>/reintentar", 303, 404, 404, 303, 303),
]
