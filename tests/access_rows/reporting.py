"""The monthly report, the keys of other systems, and the interface, which asks everybody for a key."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/informe-mensual", 303, 403, 200, 200, 200),
    ("GET", "/informe-mensual.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/llaves", 303, 403, 403, 403, 200),
    ("POST", "/llaves", 303, 403, 403, 403, 422),
    ("POST", "/llaves/<key>/terminar", 303, 403, 403, 403, 404),
    ("GET", "/api/v1/openapi.json", 200, 200, 200, 200, 200),
    ("GET", "/api/v1/establecimientos", 401, 401, 401, 401, 401),
    ("GET", "/api/v1/establecimientos/<code>", 401, 401, 401, 401, 401),
    ("GET", "/api/v1/cobertura/regiones", 401, 401, 401, 401, 401),
    ("GET", "/api/v1/cobertura/regiones/<region>/redes", 401, 401, 401, 401, 401),
    ("GET", "/api/v1/informe-mensual/<month>", 401, 401, 401, 401, 401),
    ("GET", "/api/v1/cohortes", 401, 401, 401, 401, 401),
]
