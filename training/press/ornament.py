"""Draw the woven band of the certificate: `python -m training.press.ornament` writes files/art/.

The band is computed as cloth is made: a grid of threads, and at each crossing either ink, cochineal or bare
linen shows. Large stepped diamonds follow one another along the middle, small ones sit between them at the
edges, a twill fills what is left, and loose warp ends close it above and below. It belongs to no people and
to no office; it is ours.

A crossing is a square of one colour, so a picture of SCALE pixels a thread loses nothing, shows no seams, and
costs a page less time than thousands of strokes would. """

from pathlib import Path

from training.press.png import RGB, png

THREAD = 0.375                          # millimetres; 496 threads are the 186 mm of the sheet
ACROSS, ALONG, SCALE = 69, 496, 2
FRINGE, SELVAGE, PERIOD = 10, 7, 66     # threads; seven diamonds between the two hems
COLOURS = {".": 0xF7F2EB, "i": 0x14233A, "c": 0x8B2A1E, " ": 0xFFFFFF}
EDGE = "cc.i..."                        # the selvage from outside
HEM = "cc.i.."                          # where the weaving begins and ends
LARGE = "ccc.c..ii.i..ttttt..i"         # from the heart outwards, one sign a step of two threads
SMALL = "cc..ii"
PAIR = 5                                # threads between the two of a pair where they are farthest apart
HALF = ACROSS // 2 - SELVAGE            # threads from the middle to the selvage


def crossing(x: int, y: int) -> str:
    """What shows at thread x from the left and y from the top: a key of COLOURS."""
    from_edge, from_end = min(x, ACROSS - 1 - x), min(y, ALONG - 1 - y)
    if from_end < FRINGE:               # loose ends, one thread in two, cut a little unevenly
        loose = x % 2 == 0 and from_end >= x * 7 % 5
        return ("c" if x % 8 == 2 else "i") if loose else " "
    if from_end < FRINGE + len(HEM):
        return HEM[from_end - FRINGE]
    if from_edge < SELVAGE:
        return EDGE[from_edge]
    return _field(abs(x - ACROSS // 2), y)


def _field(across: int, y: int) -> str:
    """Inside the selvages; `across` is counted from the middle."""
    if abs(y - ALONG // 2) > 7 * PERIOD // 2:
        return "."
    along = abs((y - ALONG // 2 + PERIOD // 2) % PERIOD - PERIOD // 2)      # from the nearest heart, 0 to 33
    small = (HALF - across) // 2 + (PERIOD // 2 - along) // 2
    if small < len(SMALL):
        return SMALL[small]
    ring = across // 2 + along // 2
    sign = LARGE[ring] if ring < len(LARGE) else "t"
    if sign == "t":
        return "c" if (across + along) % 4 == 0 and (across - along) % 4 == 0 else "."
    return sign


def band() -> bytes:
    """The whole band as PNG, SCALE pixels a crossing."""
    colours = {sign: colour.to_bytes(3, "big") * SCALE for sign, colour in COLOURS.items()}
    lines = (b"".join(colours[crossing(x, y)] for x in range(ACROSS)) for y in range(ALONG))
    return png([line for line in lines for _ in range(SCALE)], ACROSS * SCALE, RGB)


def strip() -> bytes:
    """One period of the weaving, lying: put side by side it makes a band of any length."""
    colours = {sign: colour.to_bytes(3, "big") * SCALE for sign, colour in COLOURS.items()}
    lines = (b"".join(colours[crossing(x, y)] for y in range(ALONG // 2, ALONG // 2 + PERIOD)) for x in range(ACROSS))
    return png([line for line in lines for _ in range(SCALE)], PERIOD * SCALE, RGB)


def pair() -> bytes:
    """One period of two threads that turn round each other, ink and cochineal: the rule under a constancia's head."""
    swing = [step for row in (*range(PAIR), *range(PAIR, 0, -1)) for step in (row, row)]  # each step is two threads long
    colours = {sign: colour.to_bytes(3, "big") * SCALE for sign, colour in COLOURS.items()}

    def crossing_of(x: int, y: int) -> str:
        ink, cochineal = y - swing[x] in (0, 1), y - (PAIR - swing[x]) in (0, 1)  # a thread is two rows thick
        above = x < len(swing) // 2  # at one crossing the ink lies above, at the next the cochineal
        return "i" if ink and (above or not cochineal) else "c" if cochineal else " "

    lines = (b"".join(colours[crossing_of(x, y)] for x in range(len(swing))) for y in range(PAIR + 2))
    return png([line for line in lines for _ in range(SCALE)], len(swing) * SCALE, RGB)


if __name__ == "__main__":
    art = Path(__file__).parent / "files" / "art"
    (art / "band.png").write_bytes(band())
    (art / "strip.png").write_bytes(strip())
    (art / "pair.png").write_bytes(pair())
