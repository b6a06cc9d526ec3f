"""The learner's pages, the board's files, the pictures, the language, the monitor."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/", 303, 200, 303, 303, 303),
    ("GET", "/curso/<key>", 303, 200, 404, 404, 404),
    ("GET", "/curso/<key>/falta", 303, 200, 404, 404, 404),
    ("GET", "/curso/<key>/<slug>", 303, 200, 404, 200, 200),
    ("GET", "/imprimir/<key>/<slug>", 303, 200, 404, 200, 200),
    ("POST", "/curso/<key>/<slug>/leido", 303, 303, 404, 404, 404),
    ("GET", "/navegar-con-seguridad", 200, 200, 200, 200, 200),
    ("POST", "/cohortes/<key>/avance.<kind>", 303, 403, 404, 200, 200),
    ("GET", "/media/<digest>/<path:name>", 303, 404, 404, 404, 404),
    ("GET", "/idioma/<any(es, en):code>", 303, 303, 303, 303, 303),
    ("GET", "/salud", 200, 200, 200, 200, 200),
    ("GET", "/static/<path:filename>", 200, 200, 200, 200, 200),
]
