"""The four honest states of a facility, in the database's words and in those of addresses. Pure."""

COVERED, PARTLY, LAPSED, NO_DATA = "covered", "partly", "lapsed", "no_data"
STATES = (COVERED, PARTLY, LAPSED, NO_DATA)
TO_COVER = "to cover"  # not a state of its own: the three that are not covered
ADDRESS_OF = {COVERED: "cubierto", PARTLY: "en-parte", LAPSED: "perdio", NO_DATA: "sin-datos", TO_COVER: "por-cubrir"}
STATE_OF = {word: state for state, word in ADDRESS_OF.items()}
