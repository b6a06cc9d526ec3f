"""The manual's table of contents, search, glossary, directory, checklists, history, guide."""

ROWS = [
    # method, rule, nobody, learner, other trainer, trainer, administrator
    ("GET", "/manual", 303, 200, 200, 200, 200),
    ("GET", "/manual/modulos/<slug>", 303, 403, 200, 200, 200),
    ("GET", "/manual/glosario", 200, 200, 200, 200, 200),
    ("GET", "/manual/directorio", 200, 200, 200, 200, 200),
    ("GET", "/manual/historia", 200, 200, 200, 200, 200),
    ("GET", "/manual/papeles", 200, 200, 200, 200, 200),
    ("GET", "/manual/listas", 303, 200, 200, 200, 200),
    ("GET", "/manual/listas/<slug>", 303, 200, 200, 200, 200),
    ("GET", "/buscar", 303, 200, 200, 200, 200),
    ("POST", "/buscar", 303, 200, 200, 200, 200),
    ("GET", "/guia", 200, 200, 200, 200, 200),
    ("GET", "/guia/<slug>", 200, 200, 200, 200, 200),
    ("GET", "/guia/<slug>/dibujo", 200, 200, 200, 200, 200),
    ("GET", "/guia/<slug>/paso/<node>", 200, 200, 200, 200, 200),
]
