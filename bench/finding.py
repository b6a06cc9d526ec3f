"""Searching the real manual: one index in memory for each language, 200 questions as people write them."""

import time
from collections.abc import Iterator

from bench.figures import Figure, no_more
from modules import bundle, loader
from modules.findable import index_of
from modules.folding import fold
from modules.manual import Manual
from modules.search import Index
from training.config import ROOT

# Each is asked in four ways: as it stands, without accents, as a sentence, and with a letter missing.
SUBJECTS = {
    "es": ("anticoncepción de emergencia", "72 horas", "preguntar a solas", "plan de seguridad", "confidencialidad",
           "línea 100", "centro emergencia mujer", "intérprete quechua", "cadena de custodia", "ficha de registro",
           "riesgo severo", "niñas y adolescentes", "profilaxis", "estrangulamiento", "salud mental", "embarazo",
           "referencia", "consentimiento", "escuchar sin juzgar", "señales de alerta", "policía", "historia clínica",
           "agenda del taller", "aprendizaje adulto", "desgaste del equipo"),
    "en": ("emergency contraception", "72 hours", "ask in private", "safety plan", "confidentiality", "line 100",
           "women's emergency centre", "quechua interpreter", "chain of custody", "record sheet", "severe risk",
           "girls and adolescents", "prophylaxis", "strangulation", "mental health", "pregnancy", "referral", "consent",
           "listening without judging", "warning signs", "police", "clinical record", "workshop agenda", "adult learning",
           "burnout"),
}
SENTENCES = {"es": "¿qué debo hacer si me hablan de {}?", "en": "what should I do about {}?"}
BAR = 30.0  # ms


def questions(language: str) -> Iterator[str]:
    """A hundred questions in this language."""
    for subject in SUBJECTS[language]:
        yield subject
        yield fold(subject).upper()
        yield SENTENCES[language].format(subject)
        yield subject[:3] + subject[4:]  # nothing may be found then, and a word to try is looked for


def asked(index: Index) -> list[float]:
    """The milliseconds of each question, asked once, by a trainer, who may find everything."""
    times = []
    for question in questions(index.language):
        started = time.perf_counter()
        index.find(question, trainer=True)
        times.append((time.perf_counter() - started) * 1000)
    return times


def real_manual() -> Manual:
    """The project's own content as it is now, read without its rules: drafts are measured too."""
    manual = loader.rebuild(bundle.survey(ROOT / "content")[0])
    assert manual is not None, "the project's content can be read"
    return manual


def finding(_stage: object) -> list[Figure]:
    """The search's p95 and how long its indexes take, which each process makes once for a version."""
    manual, times, built, documents = real_manual(), list[float](), [], []
    for language in SUBJECTS:
        started = time.perf_counter()
        index = index_of(manual, language)
        built.append(time.perf_counter() - started)
        documents.append(len(index.documents))
        times += asked(index)
    p95 = sorted(times)[int(0.95 * len(times))]
    told = " / ".join(f"{seconds:.2f} s" for seconds in built)
    return [no_more(f"search, {len(times)} questions: p95", p95, BAR, "ms"),
            Figure("search, longest", f"{max(times):.1f} ms"),
            Figure(f"search, index es / en ({' / '.join(map(str, documents))} documents)", told)]
