"""The door, one's own account, staff accounts."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/ingresar", 200, 303, 303, 303, 303),
    ("POST", "/ingresar", 400, 400, 400, 400, 400),
    ("POST", "/salir", 303, 303, 303, 303, 303),
    ("GET", "/clave-nueva", 303, 303, 303, 303, 303),
    ("POST", "/clave-nueva", 303, 303, 303, 303, 303),
    ("GET", "/segundo-paso", 303, 303, 303, 303, 303),
    ("POST", "/segundo-paso", 303, 303, 303, 303, 303),
    ("GET", "/segundo-paso/activar", 303, 403, 200, 200, 200),
    ("POST", "/segundo-paso/activar", 303, 403, 400, 400, 400),
    ("POST", "/segundo-paso/quitar", 303, 400, 400, 400, 400),
    ("GET", "/sus-datos", 200, 200, 200, 200, 200),
    ("GET", "/mi-cuenta", 303, 200, 200, 200, 200),
    ("POST", "/mi-cuenta/clave", 303, 400, 400, 400, 400),
    ("POST", "/mi-cuenta/sesiones", 303, 303, 303, 303, 303),
    ("GET", "/personas", 303, 403, 403, 403, 200),
    ("POST", "/personas", 303, 403, 403, 403, 400),
    ("GET", "/personas/nueva", 303, 403, 403, 403, 200),
    ("POST", "/personas/nueva", 303, 403, 403, 403, 400),
    ("GET", "/personas/<key>", 303, 403, 403, 403, 404),
    ("POST", "/personas/<key>", 303, 403, 403, 403, 404),
    ("POST", "/personas/<key>/codigo", 303, 403, 403, 403, 404),
    ("POST", "/personas/<key>/cerrar", 303, 403, 403, 403, 404),
    ("POST", "/personas/<key>/abrir", 303, 403, 403, 403, 404),
]
