"""The quiz of a module: only for the member herself; for everybody else it is not there.

The module has a quiz, and the attempt is the learner's: begun and not submitted.
"""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/curso/<key>/<slug>/prueba", 303, 303, 404, 404, 404),
    ("POST", "/curso/<key>/<slug>/prueba", 303, 303, 404, 404, 404),
    ("GET", "/curso/<key>/<slug>/prueba/<attempt>", 303, 200, 404, 404, 404),
    ("POST", "/curso/<key>/<slug>/prueba/<attempt>", 303, 422, 404, 404, 404),
    ("POST", "/curso/<key>/<slug>/prueba/<attempt>/guardar", 303, 200, 404, 404, 404),
    ("GET", "/curso/<key>/<slug>/resultado/<attempt>", 303, 303, 404, 404, 404),
]
