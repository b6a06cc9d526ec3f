"""Who gets what where papers are signed in lots. One certificate of the cohort was drawn; what is posted is empty."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/certificados/firma", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/certificados/firma", 303, 403, 404, 422, 422),
    ("GET", "/cohortes/<key>/certificados/para-firmar.zip", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/certificados/firma/<lot>", 303, 403, 404, 200, 200),
]
