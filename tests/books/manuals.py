"""A small manual with one of everything, in both languages, and words that must turn up only where they may."""

from datetime import date

import msgspec

from books.compose import Frame
from modules.flow import Flow, Node, Way
from modules.manual import Course, Helpline, Manual, Module, Section, Text, Translation
from modules.reference import Agenda, Checklist, ChecklistStep, Contact, Fact, PaperTest, Source, Term, TestItem
from quizzes.on_paper import paper_quiz

DAY, LATER = date(2026, 11, 23), date(2027, 3, 23)
TODAY = DAY
DIGEST = "ab12cd34" * 8
DRAFT = {"es": "Borrador: pendiente de validación clínica", "en": "Draft: clinical validation pending"}
ONLY_TRAINER, ONLY_ANSWER, ONLY_KEY = "CANARIOFACILITA", "CANARIORESPUESTA", "CANARIOCLAVE"

LEARNER = """
<h2 id="objetivos">{title} objetivos</h2><ul><li>Decir una frase que valida.<sup class="src"><a href="#f-s1">S1</a></sup></li></ul>
<div class="note" role="note"><h2>Antes de seguir</h2><p>Puede saltar <a href="#casos">los casos</a>.</p></div>
<h2 id="mensajes">Mensajes</h2><ul><li>Uno.</li></ul>
<h2 id="ideas">Ideas</h2><p>Texto que dice algo. <sup class="src"><a href="#f-s1">S1</a>, <a href="#f-k">K</a></sup></p>
<p class="key">Una frase para guardar.</p>
<ol class="steps"><li><b aria-hidden="true">A</b><div><h3>Atención</h3><p>Escuche.</p></div></li></ol>
<div class="pair"><div><h3>Haga esto</h3><ul><li>Cerrar la puerta.</li></ul></div><div><h3>No haga esto</h3><ul><li>Apurar.</li></ul></div></div>
<ul class="quotes"><li>«Le creo.»</li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="Tabla"><table><caption>Tabla: horas</caption><thead><tr><th scope="col">Qué</th>
<th scope="col">Cuándo</th></tr></thead><tbody><tr><td>Dosis</td><td class="num">72</td></tr></tbody></table></div>
<p>Vea <a href="{other}#ideas">el otro módulo</a>, <a href="z9#nada">otro que no está</a> y <a href="https://example.org/">afuera</a>.</p>
{trainer}<h2 id="casos">Casos</h2><section class="case" aria-labelledby="caso-1"><p class="eyebrow">Caso inventado</p>
<h3 id="caso-1">La puerta</h3><p class="meta"><a href="#caso-1-fin">Saltar este caso</a></p><p>Llega Nélida.</p>
<p><strong>¿Qué haría primero?</strong> ¿Y después?</p><details><summary>Ver una buena respuesta</summary><p>{answer}</p></details></section>
<div id="caso-1-fin"></div><h2 id="resumen">Resumen</h2><p>Fin.</p><h2 id="fuentes">Fuentes</h2>
<ul class="sources"><li id="f-s1"><b>S1</b> Lista de la pantalla.</li></ul>"""
BLOCK = f"""<aside class="trainer" aria-labelledby="facilitador-1"><p class="tag late">Solo para quien facilita</p>
<h3 id="facilitador-1">Cómo conducirlo</h3><p>{ONLY_TRAINER}</p><table><thead><tr><th scope="col">Minutos</th><th>Actividad</th>
<th>Método</th><th>Dice</th><th>Materiales</th><th>Tipo</th></tr></thead><tbody><tr><td>30</td><td>Ronda</td><td>Plenaria</td><td>Saluda</td>
<td>Ninguno</td><td>Opcional</td></tr></tbody></table></aside>"""
GIFT = f"""// [id:q-01] [critica]
::q-01::¿Cuántas horas? {{
~Diez #No alcanza. {ONLY_KEY}
=Setenta y dos #Ese es el límite.
}}

// [id:q-02]
::q-02::Marque todas las que correspondan. {{
~%50%Una #Sí, una.
~%50%Dos #Sí, dos.
~%-100%Tres #No, tres.
}}

// [id:q-03]
::q-03::Es verdad. {{TRUE#Se equivocó.#Así es.}}

// [id:q-04]
::q-04::Una. {{
=a -> uno
=b -> dos
=c -> tres
####Cada cosa con la suya.
}}

// [id:q-05]
::q-05::¿Cuántas? {{#
=72:0#Bien.
####Revise.
}}
"""
BANK = "".join(f"// [id:t{form}]\n::t{form}::Pregunta de la forma {form}. {{\n=Bien #Sí {form}.\n~Mal #No {form}.\n~Peor #Nunca {form}.\n"
               f"~Nada #Tampoco {form}.\n}}\n\n" for form in "ab")


def module(slug: str, other: str, language: str = "es") -> Module:
    """A module with one of everything."""
    title = f"{'Module' if language == 'en' else 'Módulo'} {slug}"
    page = LEARNER.format(title=title, other=other, answer=ONLY_ANSWER, trainer="")
    staff = LEARNER.format(title=title, other=other, answer=ONLY_ANSWER, trainer=BLOCK)
    heads = ("objetivos", "mensajes", "ideas", "casos", "resumen", "fuentes")
    return Module(slug, slug[0], title, f"Resumen de {slug}.", 30, ready=True, verified_on=DAY, html=page, trainer_html=staff,
                  sections=tuple(Section(head, head.title(), 2) for head in heads), words=100, quiz=GIFT.replace("q-", f"{slug}-q"),
                  language=language, cited=("S1", "K"), agenda=(Agenda(30, "Ronda", "Plenaria", "Saluda", "Ninguno", False),))


def manual(**more: object) -> Manual:
    """Two modules of the first course and one of the second, with everything that stands beside them."""
    courses = (Course("a", "Atención de salud", "Para atender.", ("a1", "a2"), ("read",)),
               Course("b", "Formación", "Para enseñar.", ("b1",), ("read",)))
    modules = (module("a1", "a2"), module("a2", "a1"), module("b1", "a1"))
    test = PaperTest("a", (TestItem("a1", "Escuchar", "Listen", "ta", "tb"),), BANK)
    english = Translation("en", "Manual of care", "violence", courses, (module("a1", "a2", "en"), *modules[1:]), tests=(test,))
    made = Manual(DIGEST, "2026.1", "Manual de atención", "violencia", "es", "Programa de prueba", "CC BY 4.0", courses, modules,
                  (Helpline("Línea 100", "100", "tel:100", "Apoyo.", "Siempre.", DAY, LATER, "Support.", "Always."),),
                  history=Text("Historia", '<h2 id="inicio">El inicio</h2><p>Así empezó.</p>'), sources=sources(), facts=facts(),
                  contacts=(Contact("cem", "servicio", "CEM", "CEM centre", "Atiende.", "Cares.", "Llame.", "Call.", "De día.", "By day.",
                                    ("S1",), "likely", DAY, LATER),),
                  terms=(Term("apoyo", "apoyo", "support", "Escuchar y creer.", "To listen and believe.", ("K",), DAY, LATER),),
                  checklists=(Checklist("apoyo", "Lista de apoyo", "Support list", "Observar.", "To observe.", ("a1",), DAY,
                                        (ChecklistStep("s1", "Cierra la puerta", "Closes the door", True, ("K",), "Se ve.", "It shows."),)),),
                  flows=(flow(),), tests=(test,), translations=(english,))
    return msgspec.structs.replace(made, **more) if more else made


def sources() -> tuple[Source, ...]:
    """Two that are cited and one that nobody cites."""
    return tuple(Source(code, f"Título {code}", f"Title {code}", "Autor", "Author", "2020", "v1", "v1", "leído", "read", DAY)
                 for code in ("S1", "K", "S99"))


def facts() -> tuple[Fact, ...]:
    """The windows that the cards ask for, with figures of no real rule."""
    return tuple(Fact(name, number, "horas", "hours", f"Sobre {name}", f"About {name}", ("S1",), "sure")
                 for name, number in (("pep-limite", 71), ("pep-ideal", 23), ("aoe-limite", 119)))


def flow() -> Flow:
    """Three steps and an emergency beside them."""
    def node(id_: str, kind: str, *ways: Way, emergency: bool = False) -> Node:
        return Node(id_, kind, f"Paso {id_}", f"Step {id_}", "Haga algo.", "Do something.", "Quien atiende", "Whoever cares", "Ahora",  # type: ignore[arg-type]
                    "Now", ("S1",), ways, emergency)
    return Flow("ruta", "Ruta de prueba", "Test pathway", "De la puerta al fin.", "From door to end.", DAY, "urgente", (
        node("llegada", "start", Way("peligro")),
        node("peligro", "question", Way("urgente", "Sí", "Yes"), Way("fin", "No", "No")),
        node("urgente", "action", Way("fin"), emergency=True), node("fin", "end")))


def frame(language: str = "es", with_quizzes: bool = True, **more: object) -> Frame:
    """The small manual, ready to be printed in a language."""
    made = manual(**more)
    return Frame(made.speaking(language), language, TODAY, DIGEST, paper_quiz if with_quizzes else None)
