"""Who gets what on the shelf of books. ``<what>`` is the trainer's own manual, which nobody has drawn yet."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/manual/libros", 303, 200, 200, 200, 200),
    ("POST", "/manual/libros", 303, 403, 303, 303, 303),
    ("GET", "/manual/libros/<what>", 303, 403, 303, 303, 303),
    ("POST", "/manual/libros/<what>", 303, 403, 303, 303, 303),
]
