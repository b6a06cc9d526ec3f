"""Who gets what on the pages of certificates. One was issued to ``learner`` in ``trainer``'s cohort, and drawn.

``<key>`` is the cohort's but in ``/certificados/<key>.pdf``; ``<code>`` and ``<token>`` are those of the certificate;
what is posted is empty, and an empty code is one that does not exist. No half-day of the cohort is closed yet, so
nothing can be issued.
"""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/certificados", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/certificados", 303, 403, 404, 409, 409),
    ("POST", "/cohortes/<key>/certificados/preparar", 303, 403, 404, 303, 303),
    ("GET", "/cohortes/<key>/certificados/imprimir.pdf", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/certificados/imprimir-<batch>.pdf", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/certificados/hojas.zip", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/certificados/muestra-<paper>.pdf", 303, 403, 404, 404, 404),
    ("GET", "/disenos", 303, 403, 403, 403, 200),
    ("GET", "/disenos/<digest>/<paper>.pdf", 303, 403, 403, 403, 404),
    ("POST", "/disenos/<digest>/usar", 303, 403, 403, 403, 404),
    ("GET", "/certificados/<key>.pdf", 303, 200, 404, 200, 200),
    ("GET", "/imprimir", 303, 403, 200, 200, 200),
    ("POST", "/imprimir", 303, 403, 200, 200, 200),
    ("POST", "/imprimir/actos", 303, 403, 400, 400, 400),
    ("GET", "/imprimir/actos/<key>", 303, 403, 404, 200, 200),
    ("POST", "/imprimir/actos/<key>/deshacer", 303, 403, 404, 400, 400),
    ("POST", "/imprimir/actos/<key>/preparar", 303, 403, 404, 303, 303),
    ("GET", "/imprimir/actos/<key>/<kind>-<int:volume>.pdf", 303, 403, 404, 404, 404),
    ("GET", "/imprimir/hojas/<paper>", 303, 403, 404, 200, 200),
    ("GET", "/imprimir/revisar", 303, 403, 200, 200, 200),
    ("POST", "/imprimir/revisar", 303, 403, 303, 303, 303),
    ("GET", "/mis-certificados", 303, 200, 200, 200, 200),
    ("GET", "/verificar", 200, 200, 200, 200, 200),
    ("POST", "/verificar", 404, 404, 404, 404, 404),
    ("GET", "/verificar/<path:code>", 200, 200, 200, 200, 200),
    ("GET", "/v/<path:token>", 200, 200, 200, 200, 200),
    ("GET", "/verificar/sin-red.html", 200, 200, 200, 200, 200),
    ("GET", "/verificar/clave", 200, 200, 200, 200, 200),
    ("POST", "/verificar/archivo", 422, 422, 422, 422, 422),
    ("GET", "/certificados/<key>", 303, 403, 404, 200, 200),
    ("GET", "/certificados/<key>/corregir", 303, 403, 404, 200, 200),
    ("POST", "/certificados/<key>/corregir", 303, 403, 404, 422, 422),
    ("POST", "/certificados/<key>/renovar", 303, 403, 404, 409, 409),
    ("GET", "/certificados/<key>/revocar", 303, 403, 404, 200, 200),
    ("POST", "/certificados/<key>/revocar", 303, 403, 404, 422, 422),
    ("GET", "/revocaciones", 303, 403, 403, 403, 200),
    ("POST", "/revocaciones/<key>", 303, 403, 403, 403, 422),
    ("GET", "/registro", 303, 403, 403, 403, 200),
    ("POST", "/registro/acuerdo", 303, 403, 403, 403, 422),
    ("GET", "/registro/punto-de-control.txt", 200, 200, 200, 200, 200),
    ("POST", "/certificados/<key>/dossier", 303, 403, 404, 303, 303),
    ("GET", "/certificados/<key>/dossier.pdf", 303, 403, 404, 409, 409),
    ("GET", "/cohortes/<key>/acreditaciones", 303, 403, 404, 404, 404),  # the cohort is not of a course that accredits
    ("POST", "/cohortes/<key>/acreditaciones", 303, 403, 403, 403, 404),
]
