"""Who gets what of a workshop's suitcase. Nobody has asked for the file yet."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/maletin", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/maletin", 303, 403, 404, 303, 303),
    ("GET", "/cohortes/<key>/maletin.pdf", 303, 403, 404, 404, 404),
]
