"""Coverage: the country or one's own region, the lists behind the numbers, the report, the targets."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cobertura", 303, 403, 200, 200, 200),
    ("GET", "/cobertura/<region>", 303, 403, 404, 200, 200),
    ("GET", "/cobertura/lista", 303, 403, 200, 200, 200),
    ("POST", "/cobertura/lista", 303, 403, 200, 200, 200),
    ("GET", "/cobertura/lista.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/cobertura/tabla.<any(csv, xlsx):kind>", 303, 403, 200, 200, 200),
    ("GET", "/cobertura/informe.pdf", 303, 403, 200, 200, 200),
    ("GET", "/cobertura/metas", 303, 403, 403, 403, 200),
    ("POST", "/cobertura/metas", 303, 403, 403, 403, 422),
]
