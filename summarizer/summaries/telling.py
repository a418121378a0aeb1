"""Supported sentences -> the text that tells most of the story within a budget, or comes nearest to what people would write, in the order
of news."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from summarizer.summaries.choosing import Choice, Clash, choose
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.dangling import dangling
from summarizer.summaries.days import in_order
from summarizer.summaries.leads import begins
from summarizer.summaries.likeness import AGAIN, SAME, Likeness
from summarizer.summaries.matching import Match
from summarizer.summaries.nearness import nearness
from summarizer.summaries.options import Option, same_seed
from summarizer.summaries.references import leans
from summarizer.summaries.repetition import same_fact
from summarizer.summaries.restoring import LEAST_WRITTEN, restored
from summarizer.summaries.salience import Salience
from summarizer.summaries.sentences import content_stems
from summarizer.summaries.sequence import cohesive, introduced, threaded
from summarizer.text import word_count

WRITTEN = (0.1, 0.3, 0.5, 0.8, 1.2, 2.0)
"""What a sentence is worth more when it is written anew, in the ten best sentences' mean gain by share of the text: the
least of these with which enough of the text is written."""
NEAR_COPY = 0.1
"""What a written sentence that is nearly a copy is worth of that."""
NEARLY = 0.9
"""A shorter way to say it that weighs so much of the heaviest leads as well."""
HEAVY, RETOLD = 0.6, 0.85
"""Of two sentences that tell so much of the heaviest, one retells the other's event where so much of the lighter's weight
is shared, in whatever words."""
LEAST_WEIGHT, LESS_WEIGHT = 0.3, 0.12
"""A short text has no room for what weighs less than so much of the heaviest sentence: likelihoods like how any article begins, also
a feature with its first scene. ROUGE-2 with .12 and .3: AllSides 18.3 and 18.3, samples 36.8 and 37.1, DUC 8.6 and 8.7, Multi-News
6.8 and 6.7; of 29 pairs of texts a reader preferred 12 and 17. Where that leaves less than half a text, the lesser is the least."""
TOLD, TOLD_WEIGHT, TOLD_WORDS = 0.92, 0.5, 0.45
"""A sentence that weighs so much of the heaviest only tells again where the others tell so much of its weight, and of its
content words."""
WRITTEN_LEAD, NEARLY_WRITTEN = 1.1, 0.75
"""What a lead is worth more when it is written anew, and how little it may weigh of its facet's heaviest, where a text is
told by what it covers."""
WRITTEN_NEAR = 0.175
"""What a short text is worth more that is written anew, as `nearness` counts: so much that half of the sentences are. ROUGE-2 of
102 stories of AllSides and the share that is abstractive: 18.5 and 48% with .15, 17.9 and 49% with .165, 17.7 and 52% with .175 and with .185."""
ROUNDS = 4
"""How often is chosen, each time without one more such sentence."""


def _anew(option: Option) -> float:
    """How much of a written sentence it is, in [0, 1]."""
    return 1.0 if option.written else NEAR_COPY * (option.sentence.kind == "abstractive")


def _shortest(options: Sequence[Option]) -> Option:
    """What is told where nothing fits."""
    return min(options, key=lambda option: word_count(option.sentence.text))


@dataclass(frozen=True, slots=True)
class Telling:
    """How a story is told: what its concepts weigh, in which language."""

    concepts: Concepts
    language: str
    likeness: Likeness | None = None
    """Finds a fact told in other words; without it words alone are compared."""
    headline: str = ""
    """What stands above the text."""
    earlier: Callable[[Option], list[str]] | None = None
    """What an option's article says before it; without it nothing is found to hang."""
    salience: Salience | None = None
    """What people would tell of the story; without it nothing is known but what its articles tell."""

    def best(
        self, options: Sequence[Option], budget: int, most: int, least: float = 0.0, near: bool = False
    ) -> list[Option]:
        """The options that cover most of the story together, none repeating another; at most `most` and `budget` words,
        but at least one when there is any. The main event first, then as the articles' positions and the days say.
        The sentence that leads is always among them: two others may cover more, and miss the event. None tells less
        than `least` of what the heaviest of all tells. With `near` and `salience`: those that come nearest to what people would
        write in so many words, instead of those that cover most.
        """
        if not options:
            return []
        weights = [self._weight(option) for option in options]
        kept = [i for i, weight in enumerate(weights) if weight >= least * max(weights)]
        options, weights = [options[i] for i in kept], [weights[i] for i in kept]
        match = self._match(options, budget) if near else None
        fixed = self._lead(options, budget, match)
        alike = self._alike(options, fixed)

        def clash(one: int, other: int) -> bool:
            a, b = options[one], options[other]
            if (a.facet == b.facet and a.facet >= 0) or alike[one, other]:
                return True
            return same_fact(a.sentence, b.sentence, self.language) or retold(one, other)

        heavy = HEAVY * max(weights)

        def retold(one: int, other: int) -> bool:
            lighter = min(weights[one], weights[other])
            return lighter > heavy and self._shared(options[one], options[other]) >= RETOLD * lighter

        hanging = set[int]()
        told: list[Option] = []
        for _ in range(ROUNDS):
            if match:
                told = [options[i] for i in match.best(budget, most, clash, fixed, hanging)]
                told = told or [_shortest(options)]
            else:
                told = self._chosen(options, budget, most, clash, fixed, hanging)
            told = self._ordered(told, [options[i] for i in fixed if match])
            found = self._hanging(told)
            if not found:
                return told
            hanging |= {i for i, option in enumerate(options) if self._hangs_so(option, told, found)} - set(fixed)
        return [option for option in told if option not in found] or told

    def _ordered(self, told: list[Option], lead: Sequence[Option] = ()) -> list[Option]:
        """The `lead` first, or the sentence that leads, then topics together (by place alone without `likeness`), days in order,
        persons in full before by their last name."""
        told = sorted(told, key=lambda option: option.place)
        first = max(
            range(len(told)),
            key=lambda i: (
                told[i] in lead,
                not leans(told[i].sentence.text, self.language),
                self._leads(told[i]),
                -i,
            ),
        )
        rest = [*told[:first], *told[first + 1 :]]
        places = [option.place for option in rest]
        if self.likeness is None:
            rest = [rest[i] for i in threaded(told[first].place, places)]
        else:
            alike = self.likeness.cosines([option.sentence.text for option in (told[first], *rest)])
            rest = [rest[i] for i in cohesive(told[first].place, places, alike)]
        told = [told[first], *in_order(rest, [option.day for option in rest])]
        if self.language not in ("", "en"):
            return told
        return [told[i] for i in introduced([option.sentence.text for option in told])]

    def _hanging(self, told: Sequence[Option]) -> list[Option]:
        """Those that speak of somebody or something that neither the headline nor the sentences before them tell."""
        return [option for place, option in enumerate(told) if self._hangs(option, told[:place])]

    def _hangs(self, option: Option, before: Sequence[Option] = ()) -> bool:
        if self.earlier is None:
            return False
        told = " ".join([self.headline, *(other.sentence.text for other in before)])
        return bool(dangling(option.sentence.text, told, self.earlier(option), first=not before))

    def _hangs_so(self, option: Option, told: Sequence[Option], found: Sequence[Option]) -> bool:
        """Whether it is one of the `found`, or a way to say the same that would hang in its place."""
        return any(
            option is one or (same_seed(option, one) and self._hangs(option, told[: told.index(one)])) for one in found
        )

    def _chosen(
        self,
        options: Sequence[Option],
        budget: int,
        most: int,
        clash: Clash,
        fixed: Sequence[int],
        barred: AbstractSet[int] = frozenset(),
    ) -> list[Option]:
        """The best set, without the barred, and with as much of it written as can be had; without what only tells again what
        the others tell."""
        barred = set(barred)
        for _ in range(ROUNDS):
            for written in WRITTEN:
                choices = [self._choice(option, written) for option in options]
                # What costs more than there is cannot be chosen.
                open_ = [replace(c, words=budget + 1) if i in barred else c for i, c in enumerate(choices)]
                chosen = choose(open_, self.concepts.weights, budget, most, clash, fixed)
                if sum(options[i].written for i in chosen) >= LEAST_WRITTEN * len(chosen):
                    break
            again = self._told_again([options[i] for i in chosen if i not in fixed], [options[i] for i in chosen])
            if again is None:
                break
            barred |= {i for i, option in enumerate(options) if option is again or same_seed(option, again)} - set(
                fixed
            )
        else:
            chosen = [i for i in chosen if i not in barred]
        chosen = chosen or [options.index(_shortest(options))]
        return restored(options, chosen, budget, clash, barred, self._concepts)

    def _told_again(self, candidates: Sequence[Option], told: Sequence[Option]) -> Option | None:
        """The one of which most is told by the rest, where that is nearly all that it tells of the story."""
        heaviest = max((self._weight(option) for option in told), default=0.0)
        found = []
        for option in candidates:
            weight = self._weight(option)
            if not weight >= TOLD_WEIGHT * heaviest > 0:
                continue
            rest = [other.sentence.text for other in told if other is not option]
            told_of = frozenset[str]().union(*(self._concepts(text) for text in rest))
            share = self._worth(self._concepts(option.sentence.text) & told_of) / weight
            # What one article alone tells weighs nothing, and is new all the same.
            stems = frozenset(content_stems(option.sentence.text, self.language))
            known = frozenset(stem for text in rest for stem in content_stems(text, self.language))
            if share >= TOLD and len(stems & known) >= TOLD_WORDS * len(stems):
                found.append((share, option))
        return max(found, key=lambda row: row[0])[1] if found else None

    def _alike(self, options: Sequence[Option], lead: Sequence[int]) -> np.ndarray:
        """(n, n) whether two tell the same in other words, or one is an article's beginning that tells the lead's event again."""
        count = len(options)
        if self.likeness is None:
            return np.zeros((count, count), dtype=bool)
        found = self.likeness.of([option.sentence.text for option in options], self.language)
        least = np.full((count, count), SAME)
        for first in lead:
            begins = [i for i, o in enumerate(options) if o.place[0] == 0 and o.place != options[first].place]
            least[first, begins] = least[begins, first] = AGAIN
        return np.asarray(found >= least)

    def _concepts(self, text: str) -> frozenset[str]:
        return self.concepts.of(text, self.language)

    def _worth(self, concepts: frozenset[str]) -> float:
        """What concepts weigh together; in order, so that the sum is always the same."""
        return sum(self.concepts.weights[c] for c in sorted(concepts))

    def _shared(self, one: Option, other: Option) -> float:
        """What two sentences both tell of the story, as `_weight` counts."""
        return self._worth(self._concepts(one.sentence.text) & self._concepts(other.sentence.text))

    def _lead(self, options: Sequence[Option], budget: int, match: Match | None = None) -> list[int]:
        """The place of the sentence to begin with, within the budget: what alone comes nearest by `match`, or else what tells most,
        of its facet the shortest that tells nearly as much."""
        fitting = [i for i, option in enumerate(options) if word_count(option.sentence.text) <= budget]
        able = [i for i in fitting if not leans(options[i].sentence.text, self.language)] or fitting
        if not able:
            return []
        worth = {i: match.value([i]) * self._begins(options[i]) if match else self._leads(options[i]) for i in able}
        ranked = sorted(able, key=lambda i: (-worth[i], i))
        best = next((i for i in ranked if not self._hangs(options[i])), ranked[0])
        if match:
            return [best]
        same = [
            i
            for i in able
            if i == best
            or (
                options[i].facet == options[best].facet >= 0
                and self._weight(options[i])
                >= (NEARLY_WRITTEN if options[i].written else NEARLY) * self._weight(options[best])
            )
        ]
        # What is cut from a lead is mostly the place, the day or the event that all else hangs on: a written one is told whole.
        if anew := [i for i in same if options[i].written]:
            return [
                min(anew, key=lambda i: (-round(self._weight(options[i]), 9), word_count(options[i].sentence.text), i))
            ]
        return [min(same, key=lambda i: (word_count(options[i].sentence.text), i))]

    def _match(self, options: Sequence[Option], words: int) -> Match | None:
        """How near sets of the options come to what people would write in so many words; None where nobody knows."""
        if self.salience is None:
            return None
        bonuses = [WRITTEN_NEAR * _anew(option) for option in options]
        texts = [option.sentence.text for option in options]
        return nearness(texts, bonuses, self.salience, self.concepts, self.language, words)

    def _weight(self, option: Option) -> float:
        """What a sentence tells of the story: the one that tells most is its main event, and comes first."""
        return self._worth(self._concepts(option.sentence.text))

    def _leads(self, option: Option) -> float:
        """What a sentence tells, as far as it can begin a text."""
        anew = WRITTEN_LEAD if option.written else 1.0
        return self._weight(option) * self._begins(option) * anew

    def _begins(self, option: Option) -> float:
        return begins(option, self.headline, self.language)

    def _choice(self, option: Option, written: float) -> Choice:
        text = option.sentence.text
        bonus = option.bonus + written * _anew(option)
        return Choice(max(1, word_count(text)), self._concepts(text), bonus)
