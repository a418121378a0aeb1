"""Things with a cost in words and likely parts -> the set that is expected to come nearest to what people would write.

Knows nothing of sentences. The expected F-measure of a set against a text of `aim` words that has each part with some
likelihood: twice the likelihoods of its parts, by its own words and the text's. Unlike coverage it is content with a text
that is shorter than the budget. Greedy, then local search.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from summarizer.summaries.choosing import Choice, Clash

ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Match:
    """How near sets of these come to a text of `aim` words whose parts are so likely. A choice's `bonus` is what it is worth more
    by its share of the set's words."""

    choices: Sequence[Choice]
    likely: Callable[[str], float]
    aim: int

    def value(self, chosen: Sequence[int]) -> float:
        """Half the expected F-measure, with the bonuses; 0 for nothing."""
        words = sum(self.choices[i].words for i in chosen)
        if not words:
            return 0.0
        parts = frozenset[str]().union(*(self.choices[i].concepts for i in chosen))
        told = sum(self.likely(part) for part in sorted(parts))
        more = sum(self.choices[i].words * self.choices[i].bonus for i in chosen) / words
        return told / (words + self.aim) * (1 + more)

    def best(
        self,
        budget: int,
        most: int,
        clash: Clash = lambda _, __: False,
        fixed: Sequence[int] = (),
        barred: Collection[int] = (),
    ) -> list[int]:
        """The places of the best set within `budget` words, at most `most` of them, ascending; those `fixed` (which fit, and do
        not clash) are in it, none of the `barred`. Empty only when nothing fits; deterministic, ties go to the earlier places."""
        open_ = [i for i in range(len(self.choices)) if i not in barred]

        def fits(place: int, rest: Sequence[int]) -> bool:
            used = sum(self.choices[i].words for i in rest) + self.choices[place].words
            return place not in rest and used <= budget and not any(clash(place, i) for i in rest)

        chosen = sorted(fixed)
        value = self.value(chosen)
        for _ in range(most + ROUNDS):
            found = [
                sorted([*rest, place])
                for rest in ([i for i in chosen if i != out] for out in (None, *(i for i in chosen if i not in fixed)))
                if len(rest) < most
                for place in open_
                if fits(place, rest)
            ]
            found += [[i for i in chosen if i != out] for out in chosen if out not in fixed and len(chosen) > 1]
            better = max(
                found, key=lambda places: (round(self.value(places), 12), [-i for i in places]), default=chosen
            )
            if (reached := self.value(better)) <= value + 1e-9:
                break
            chosen, value = better, reached
        return chosen or [i for i in open_ if self.choices[i].words <= budget][:1]
