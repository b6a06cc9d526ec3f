"""The ladder: one's own for everybody; the list for trainers (their region) and administrators. Here: Luz, whom Bea observes."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/mi-camino", 303, 200, 200, 200, 200),
    ("GET", "/formadores", 303, 403, 200, 200, 200),
    ("POST", "/formadores", 303, 403, 400, 400, 400),
    ("POST", "/formadores.<kind>", 303, 403, 200, 200, 200),
    ("GET", "/formadores/<key>", 303, 403, 404, 200, 200),
    ("POST", "/formadores/<key>/otorgar", 303, 403, 404, 400, 400),
    ("POST", "/formadores/<key>/renovar", 303, 403, 404, 400, 400),
    ("GET", "/formadores/<key>/reconocer", 303, 403, 403, 403, 200),
    ("POST", "/formadores/<key>/reconocer", 303, 403, 403, 403, 422),
    ("GET", "/formadores/<key>/retirar/<licence>", 303, 403, 403, 403, 200),
    ("POST", "/formadores/<key>/retirar/<licence>", 303, 403, 403, 403, 422),
    ("POST", "/formadores/<key>/observar", 303, 403, 404, 422, 403),
    ("GET", "/formadores/observacion/<watched>", 303, 403, 404, 200, 303),
    ("POST", "/formadores/observacion/<watched>", 303, 403, 404, 422, 409),
    ("POST", "/formadores/observacion/<watched>/guardar", 303, 403, 404, 200, 409),
    ("POST", "/formadores/observacion/<watched>/parar", 303, 403, 404, 303, 303),
    ("GET", "/formadores/observacion/<watched>/anular", 303, 403, 404, 303, 303),
    ("POST", "/formadores/observacion/<watched>/anular", 303, 403, 404, 303, 303),
]
