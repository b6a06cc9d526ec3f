"""Attendance: only whoever runs the cohort. An empty form saves or closes nothing wrong; a batch has to be JSON."""

ROWS = [
    ("GET", "/cohortes/asistencia.js", 200, 200, 200, 200, 200),
    ("GET", "/cohortes/<key>/asistencia", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/asistencia.<kind>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/asistencia/recuperacion", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/asistencia/<half>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/asistencia/<half>", 303, 403, 404, 303, 303),
    ("POST", "/cohortes/<key>/asistencia/<half>/cerrar", 303, 403, 404, 303, 303),
    ("POST", "/cohortes/<key>/asistencia/<half>/reabrir", 303, 403, 404, 422, 422),
    ("POST", "/cohortes/<key>/asistencia/<half>/decidir", 303, 403, 404, 400, 400),
    ("POST", "/cohortes/<key>/asistencia/<half>/marcas", 303, 403, 404, 400, 400),
    ("POST", "/cohortes/<key>/asistencia/<half>/foto", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/asistencia/<half>/foto/<photo>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/asistencia/<half>/foto/<photo>/retirar", 303, 403, 404, 422, 422),
]
