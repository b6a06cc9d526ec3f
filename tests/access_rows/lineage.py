"""The cascade: a trainer's own region by name; who trained whom is said by administrators. ``<key>`` is the trainer's own."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cascada", 303, 403, 200, 200, 200),
    ("POST", "/cascada", 303, 403, 200, 200, 200),
    ("GET", "/cascada/sin-actividad", 303, 403, 200, 200, 200),
    ("POST", "/cascada/descargar/<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/cascada/<key>", 303, 403, 404, 200, 200),
    ("GET", "/cascada/<key>/origen", 303, 403, 403, 403, 200),
    ("POST", "/cascada/<key>/origen", 303, 403, 403, 403, 422),
]
