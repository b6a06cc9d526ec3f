"""The ways of a pathway: none dangles, none leads back, every step is reached and ends, the emergency is near."""

from collections.abc import Mapping

from modules.flow import Flow, Node
from modules.plan import Where
from modules.problems import Problem, did_you_mean

FARTHEST = 2  # ways from the start to the emergency: start, «is her life in danger?», emergency


def check_ways(flow: Flow, places: Mapping[str, Where], head: Where) -> list[Problem]:
    """What is wrong with the shape of a pathway; `places` tells where each step stands in its file."""
    problems = [problem for node in flow.nodes for problem in _leaving(node, flow, places[node.id])]
    first = flow.nodes[0]
    problems += [Problem(head.path, places[node.id].line("kind"), f"el paso «{node.id}» no puede ser «{node.kind}»",
                         "El primer paso, y solo él, es «start»")
                 for node in flow.nodes if (node.kind == "start") != (node is first)]
    if problems:
        return problems
    back = _leads_back(flow)
    if back:
        return [Problem(head.path, places[back].line("ways"), f"desde «{back}» se vuelve a un paso anterior",
                        "Una ruta no da vueltas: diga con palabras qué se repite")]
    far = distances(flow)
    problems += [Problem(head.path, places[node.id].line("id"), f"ningún paso lleva a «{node.id}»",
                         "Dele una salida desde otro paso, o quítelo") for node in flow.nodes if node.id not in far]
    problems += _emergency(flow, far, head)
    return problems


def _leaving(node: Node, flow: Flow, where: Where) -> list[Problem]:
    problems = []
    line = where.line("ways")
    ids = [other.id for other in flow.nodes]
    for way in node.ways:
        if way.to not in ids:
            problems.append(Problem(where.path, line, f"el paso «{node.id}» lleva a «{way.to}», que no existe",
                                    did_you_mean(way.to, ids, "Use el id de un paso de esta ruta")))
    targets = [way.to for way in node.ways]
    if len(set(targets)) < len(targets):
        problems.append(Problem(where.path, line, f"dos salidas de «{node.id}» van al mismo paso", "Deje una"))
    if node.kind == "end" and node.ways:
        problems.append(Problem(where.path, line, f"«{node.id}» es un final y tiene salidas", "Quite ways, o cambie kind"))
    elif node.kind == "question":
        if len(node.ways) < 2:
            problems.append(Problem(where.path, line, f"la pregunta «{node.id}» no tiene dos respuestas",
                                    "Dele dos salidas o más, cada una con label y label_en"))
        elif not all(way.label for way in node.ways):
            problems.append(Problem(where.path, line, f"una respuesta de «{node.id}» no tiene nombre",
                                    "Escriba label y label_en en cada salida"))
        elif len({way.label for way in node.ways}) < len(node.ways):
            problems.append(Problem(where.path, line, f"dos respuestas de «{node.id}» se llaman igual", "Cambie una"))
    elif node.kind != "end" and len(node.ways) != 1:
        problems.append(Problem(where.path, line, f"del paso «{node.id}» debe salir un solo camino",
                                "Escriba una salida sin label; si hay que elegir, hágalo pregunta; si termina, «end»"))
    return problems


def _leads_back(flow: Flow) -> str | None:
    """The id of a step from which a way leads back to a step already walked, or None."""
    state: dict[str, int] = {}  # 1: being walked, 2: done

    def walk(node: Node) -> str | None:
        state[node.id] = 1
        for way in node.ways:
            onward = flow.node(way.to)
            if onward is None:
                continue
            if state.get(way.to) == 1:
                return node.id
            if way.to not in state and (found := walk(onward)):
                return found
        state[node.id] = 2
        return None

    return next((found for node in flow.nodes if node.id not in state and (found := walk(node))), None)


def distances(flow: Flow) -> dict[str, int]:
    """How many ways lie between the start and each step that it reaches."""
    far = {flow.nodes[0].id: 0}
    queue = [flow.nodes[0]]
    for node in queue:
        for way in node.ways:
            onward = flow.node(way.to)
            if onward is not None and way.to not in far:
                far[way.to] = far[node.id] + 1
                queue.append(onward)
    return far


def _emergency(flow: Flow, far: Mapping[str, int], head: Where) -> list[Problem]:
    line = head.line("emergency")
    if flow.node(flow.emergency) is None:
        return [Problem(head.path, line, f"el paso de emergencia «{flow.emergency}» no existe",
                        did_you_mean(flow.emergency, [node.id for node in flow.nodes], "Use el id de un paso"))]
    if far.get(flow.emergency, 0) > FARTHEST:
        return [Problem(head.path, line, f"la emergencia está a {far[flow.emergency]} pasos del inicio",
                        "Pregunte por el peligro al empezar: inicio, pregunta, emergencia")]
    return []


def emergency_branch(flow: Flow) -> frozenset[str]:
    """The emergency step and the steps that only it leads to."""
    branch = {flow.emergency}
    before = {node.id: {other.id for other in flow.nodes for way in other.ways if way.to == node.id} for node in flow.nodes}
    grown = True
    while grown:
        more = {node.id for node in flow.nodes if node.id not in branch and before[node.id] and before[node.id] <= branch}
        grown = bool(more)
        branch |= more
    return frozenset(branch)
