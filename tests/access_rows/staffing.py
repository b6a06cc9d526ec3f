"""Where people work. Ana has a posting at the story's facility, in Ayacucho; somebody else waits to be confirmed there."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/mi-establecimiento", 303, 200, 200, 200, 200),
    ("POST", "/mi-establecimiento/sigo", 303, 303, 303, 303, 303),
    ("GET", "/mi-establecimiento/traslado", 303, 200, 200, 200, 200),
    ("POST", "/mi-establecimiento/traslado", 303, 422, 422, 422, 422),
    ("GET", "/mi-establecimiento/salida", 303, 200, 303, 303, 303),  # only Ana works somewhere
    ("POST", "/mi-establecimiento/salida", 303, 303, 303, 303, 303),
    ("GET", "/mi-establecimiento/contrato", 303, 200, 303, 303, 303),
    ("POST", "/mi-establecimiento/contrato", 303, 303, 303, 303, 303),
    ("GET", "/mi-establecimiento/error", 303, 200, 303, 303, 303),
    ("POST", "/mi-establecimiento/error", 303, 303, 303, 303, 303),
    ("POST", "/mi-establecimiento/pendiente/<pending>", 303, 303, 303, 303, 303),
    ("GET", "/establecimientos/<code>/personal", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/personal", 303, 403, 404, 422, 422),
    ("GET", "/establecimientos/<code>/personal/<posting>", 303, 403, 404, 200, 200),
    ("GET", "/establecimientos/<code>/personal/<posting>/contrato", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/personal/<posting>/contrato", 303, 403, 404, 303, 303),
    ("GET", "/establecimientos/<code>/personal/<posting>/salida", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/personal/<posting>/salida", 303, 403, 404, 422, 422),
    ("GET", "/establecimientos/<code>/personal/<posting>/error", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/personal/<posting>/error", 303, 403, 404, 422, 422),
    ("GET", "/establecimientos/<code>/personal/<posting>/traslado", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/personal/<posting>/traslado", 303, 403, 404, 422, 422),
    ("POST", "/establecimientos/<code>/pendientes/<pending>", 303, 403, 404, 303, 303),
    ("GET", "/rotacion", 303, 403, 200, 200, 200),
    ("POST", "/rotacion.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
]
