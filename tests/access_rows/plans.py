"""Plans, reviews, supervision. The story's facility is Ana's, in Ayacucho; it has a plan in force, and a supervision form."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/mi-establecimiento/plan", 303, 303, 409, 409, 409),  # only Ana works somewhere
    ("GET", "/establecimientos/<code>/plan", 303, 200, 404, 200, 200),
    ("POST", "/establecimientos/<code>/plan", 303, 303, 404, 303, 303),
    ("GET", "/establecimientos/<code>/visita", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/visita", 303, 403, 404, 422, 422),
    ("GET", "/establecimientos/<code>/supervision", 303, 403, 404, 200, 200),
    ("POST", "/establecimientos/<code>/supervision", 303, 403, 404, 422, 422),
    ("GET", "/supervision.pdf", 303, 403, 200, 200, 200),
    ("GET", "/planes", 303, 403, 200, 200, 200),
    ("POST", "/planes/lista.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/planes/indicadores", 303, 403, 200, 200, 200),
    ("POST", "/planes/indicadores.<any(csv, xlsx):kind>", 303, 403, 404, 200, 200),  # nobody of the other region has a form
    ("GET", "/planes/region", 303, 403, 200, 200, 200),
    ("POST", "/planes/region", 303, 403, 303, 303, 303),
    ("GET", "/planes/<key>", 303, 200, 404, 200, 200),
    ("GET", "/planes/<key>.pdf", 303, 200, 404, 200, 200),
    ("POST", "/planes/<key>/fin", 303, 403, 404, 303, 303),
    ("GET", "/planes/revisiones/<review>", 303, 403, 404, 200, 200),
    ("POST", "/planes/revisiones/<review>", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/planes", 303, 403, 404, 200, 200),
]
