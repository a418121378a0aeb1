"""Things with a cost in words and a gain -> the set that gains most within a budget. Knows nothing of sentences.

Budgeted maximum coverage of weighted concepts (Gillick and Favre 2009; Takamura and Okumura 2009), greedy by gain over
words^r for several r, then local search.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

EXPONENTS = (1.0, 0.7, 0.4, 0.0)
PROMISING = 60
"""So many of the richest are tried in the local search."""
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What one thing costs (at least one word) and gives; `bonus` counts by its share of the budget."""

    words: int
    concepts: frozenset[str]
    bonus: float


Clash = Callable[[int, int], bool]
"""Whether two things (by place) must not both be chosen; symmetric."""


def choose(
    choices: Sequence[Choice],
    weights: Mapping[str, float],
    budget: int,
    most: int,
    clash: Clash = lambda _, __: False,
    fixed: Sequence[int] = (),
) -> list[int]:
    """The places of the best set within `budget` words, at most `most` of them, in no particular order; those `fixed`
    (which fit, and do not clash) are in it.

    Gain: the weights of all concepts covered, plus each one's share of the budget times its bonus, scaled to the ten
    richest. Empty only when nothing fits; deterministic, ties go to the earlier place.
    """
    fitting = [i for i, choice in enumerate(choices) if choice.words <= budget]
    if not fitting:
        return []
    own = sorted((sum(weights[c] for c in sorted(choice.concepts)) for choice in choices), reverse=True)
    scale = sum(own[:10]) / 10
    task = _Task(choices, weights, budget, most, clash, scale, tuple(fixed))
    best: list[int] = []
    best_value = -1.0
    for exponent in EXPONENTS:
        chosen = _greedy(task, fitting, exponent)
        value = task.value(chosen)
        if value > best_value + 1e-9:
            best, best_value = chosen, value
    # Where nothing weighs anything (a text of one word), the first is better than none.
    return _improve(task, best, fitting) or fitting[:1]


@dataclass(frozen=True, slots=True)
class _Task:
    choices: Sequence[Choice]
    weights: Mapping[str, float]
    budget: int
    most: int
    clash: Clash
    scale: float
    fixed: tuple[int, ...]

    def value(self, chosen: Sequence[int]) -> float:
        covered = frozenset[str]().union(*(self.choices[i].concepts for i in chosen))
        shares = sum(self.choices[i].words / self.budget * self.choices[i].bonus for i in chosen)
        return sum(self.weights[c] for c in sorted(covered)) + self.scale * shares

    def fits(self, place: int, chosen: Sequence[int]) -> bool:
        used = sum(self.choices[i].words for i in chosen)
        room = len(chosen) < self.most and used + self.choices[place].words <= self.budget
        return room and not any(self.clash(place, other) for other in chosen)


def _greedy(task: _Task, fitting: Sequence[int], exponent: float) -> list[int]:
    chosen: list[int] = list(task.fixed)
    covered: set[str] = set().union(*(task.choices[i].concepts for i in chosen))
    open_ = [i for i in fitting if i not in chosen]
    while open_ := [i for i in open_ if task.fits(i, chosen)]:
        best, best_gain = None, 0.0
        for i in open_:
            choice = task.choices[i]
            gain = sum(task.weights[c] for c in choice.concepts if c not in covered)
            gain += task.scale * choice.words / task.budget * choice.bonus
            ratio = gain / choice.words**exponent
            if ratio > best_gain + 1e-12:
                best, best_gain = i, ratio
        if best is None:
            break
        chosen.append(best)
        covered |= task.choices[best].concepts
        open_.remove(best)
    return chosen


def _improve(task: _Task, chosen: list[int], fitting: Sequence[int]) -> list[int]:
    """Swap one for another, or add one, while that helps; a few rounds over the most promising ones."""
    current = task.value(chosen)
    promising = sorted(fitting, key=lambda i: (-len(task.choices[i].concepts), i))[:PROMISING]
    for _ in range(ROUNDS):
        better = False
        for out in [*(i for i in chosen if i not in task.fixed), None]:
            rest = [i for i in chosen if i != out]
            for candidate in promising:
                if candidate in rest or candidate == out or not task.fits(candidate, rest):
                    continue
                score = task.value([*rest, candidate])
                if score > current + 1e-9:
                    chosen, current, better = [*rest, candidate], score, True
                    break
            if better:
                break
        if not better:
            break
    return chosen
