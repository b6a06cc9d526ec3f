"""How much there is of each thing, from the number of people. Pure."""

from dataclasses import dataclass

WHOLE = 300_000  # people of the country
ONE_REGION = 20_000  # up to so many live in one region
LEAST = 200


@dataclass(frozen=True)
class Size:
    """Figures of a country of so many people, in the proportions of the whole one."""

    people: int

    def of(self, whole: int) -> int:
        """What is left of a figure of the whole country, at least one."""
        return max(1, round(whole * self.people / WHOLE))

    @property
    def regions(self) -> int:
        """How many health authorities have people; the four of the capital come with the last ones."""
        return 1 if self.people <= ONE_REGION else 29

    @property
    def facilities(self) -> int:
        return max(12, self.of(9_200))

    @property
    def trainers(self) -> int:
        return max(6, self.of(3_000))

    @property
    def cohorts(self) -> int:
        """Of the course for everybody; those of trainers come on top."""
        return max(4, self.of(12_000) - round(self.trainers * 0.047))

    @property
    def papers(self) -> int:
        return self.of(250_000)

    @property
    def certificates(self) -> int:
        """Those of the papers that are certificates of the first course; the other ones are constancias."""
        return self.of(145_000)
