"""A list of people in the order of Spanish."""

from certificates.paper.ordering import by_name


def test_enye_after_n_and_accents_count_for_nothing() -> None:
    names = ["Nuñez", "Núñez", "Ñaupari", "Nina", "ÁLVAREZ", "alva", "Oré", "Zea"]
    assert sorted(names, key=lambda name: by_name(name, "")) == [
        "alva", "ÁLVAREZ", "Nina", "Nuñez", "Núñez", "Ñaupari", "Oré", "Zea"]
