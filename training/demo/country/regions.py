"""The regions of the country and how many of its facilities each has: shares as in Peru, rounded. Pure."""

SHARES = {  # code of the health authority → weight; Ayacucho first: the demonstration's trainer works there
    "aya": 440, "ama": 490, "anc": 470, "apu": 400, "are": 290, "caj": 880, "cal": 70, "cus": 390, "huv": 420, "huc": 330,
    "ica": 170, "jun": 530, "lal": 350, "lam": 210, "lim": 380, "lor": 430, "mdd": 110, "moq": 75, "pas": 270, "piu": 440,
    "pun": 490, "sam": 390, "tac": 90, "tum": 60, "uca": 220, "diris-norte": 250, "diris-sur": 200, "diris-este": 210,
    "diris-centro": 145,
}


def divided(total: int, weights: list[int]) -> list[int]:
    """``total`` in whole parts by these weights; the parts add up."""
    whole, before, found = sum(weights), 0, []
    for at in range(len(weights)):
        until = total * sum(weights[:at + 1]) // whole
        found.append(until - before)
        before = until
    return found
