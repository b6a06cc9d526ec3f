"""The register of facilities, its imports, the list of health authorities."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/establecimientos", 303, 403, 200, 200, 200),
    ("POST", "/establecimientos", 303, 403, 200, 200, 200),
    ("POST", "/establecimientos/descargar.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/establecimientos/<code>", 303, 403, 404, 200, 200),
    ("GET", "/registro-establecimientos", 303, 403, 403, 403, 200),
    ("POST", "/registro-establecimientos", 303, 403, 403, 403, 422),
    ("GET", "/registro-establecimientos/<key>", 303, 403, 403, 403, 200),
    ("POST", "/registro-establecimientos/<key>/aplicar", 303, 403, 403, 403, 400),
    ("POST", "/registro-establecimientos/<key>/aceptar", 303, 403, 403, 403, 400),
    ("POST", "/registro-establecimientos/<key>/comparar", 303, 403, 403, 403, 303),
    ("POST", "/registro-establecimientos/<key>/descartar", 303, 403, 403, 403, 303),
    ("GET", "/direcciones-de-salud", 303, 403, 403, 403, 200),
    ("GET", "/direcciones-de-salud/nueva", 303, 403, 403, 403, 200),
    ("POST", "/direcciones-de-salud/nueva", 303, 403, 403, 403, 422),
    ("GET", "/direcciones-de-salud/<authority>", 303, 403, 403, 403, 200),
    ("POST", "/direcciones-de-salud/<authority>", 303, 403, 403, 403, 303),
    ("POST", "/direcciones-de-salud/<authority>/borrar", 303, 403, 403, 403, 409),
]
