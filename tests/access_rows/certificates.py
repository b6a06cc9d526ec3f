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
    ("GET", "/certificados/<key>.pdf", 303, 200, 404, 200, 200),
    ("GET", "/mis-certificados", 303, 200, 200, 200, 200),
    ("GET", "/verificar", 200, 200, 200, 200, 200),
    ("POST", "/verificar", 404, 404, 404, 404, 404),
    ("GET", "/verificar/<path:code>", 200, 200, 200, 200, 200),
    ("GET", "/v/<path:token>", 200, 200, 200, 200, 200),
    ("GET", "/verificar/clave", 200, 200, 200, 200, 200),
]
