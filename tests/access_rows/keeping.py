"""One's own data, and erasing somebody's."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/mis-datos", 303, 200, 200, 200, 200),
    ("POST", "/mis-datos", 303, 400, 400, 400, 400),
    ("GET", "/personas/borrar", 303, 403, 403, 403, 200),
    ("POST", "/personas/borrar", 303, 403, 403, 403, 400),
    ("POST", "/personas/<key>/borrar", 303, 403, 403, 403, 404),
]
