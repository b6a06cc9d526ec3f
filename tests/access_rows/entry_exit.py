"""Giving, keying and voiding tests. ``<moment>`` is entrada; ``<sheet>`` is the learner's own, begun on the phone."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/curso/<key>/taller/<any(entrada,salida):moment>", 303, 303, 404, 404, 404),
    ("POST", "/curso/<key>/taller/<any(entrada,salida):moment>", 303, 303, 404, 404, 404),
    ("GET", "/curso/<key>/taller/<any(entrada,salida):moment>/<sheet>", 303, 200, 404, 404, 404),
    ("POST", "/curso/<key>/taller/<any(entrada,salida):moment>/<sheet>", 303, 422, 404, 404, 404),
    ("POST", "/curso/<key>/taller/<any(entrada,salida):moment>/<sheet>/guardar", 303, 200, 404, 404, 404),
    ("GET", "/cohortes/<key>/pruebas/<any(entrada,salida):moment>/papel", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/pruebas/<any(entrada,salida):moment>/papel/<person>", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/pruebas/hojas/<sheet>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/pruebas/hojas/<sheet>", 303, 403, 404, 422, 422),
    ("POST", "/cohortes/<key>/pruebas/hojas/<sheet>/deshacer", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/pruebas/anular/<question>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/pruebas/anular/<question>", 303, 403, 404, 422, 422),
]
