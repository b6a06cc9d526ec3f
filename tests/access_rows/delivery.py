"""The live agenda."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/cohortes/<key>/agenda", 303, 403, 404, 200, 200),
    ("GET", "/cohortes/<key>/agenda/<half>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/agenda/<half>", 303, 403, 404, 400, 400),
    ("GET", "/cohortes/<key>/agenda/<half>/<block>", 303, 403, 404, 200, 200),
    ("POST", "/cohortes/<key>/agenda/<half>/<block>", 303, 403, 404, 422, 422),
]
