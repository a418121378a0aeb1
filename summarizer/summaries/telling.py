"""Supported sentences -> the text that tells most of the story within a budget, in the order of news."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from summarizer.summaries.choosing import Choice, Clash, choose
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.dangling import dangling
from summarizer.summaries.days import in_order
from summarizer.summaries.likeness import AGAIN, SAME, Likeness
from summarizer.summaries.options import Option
from summarizer.summaries.references import leans
from summarizer.summaries.repetition import same_fact
from summarizer.summaries.sentences import content_stems
from summarizer.summaries.sequence import cohesive, introduced, threaded
from summarizer.text import word_count

WRITTEN = (0.1, 0.3, 0.5, 0.8, 1.2, 2.0)
"""What a sentence is worth more when it is written anew, in the ten best sentences' mean gain by share of the text: the
least of these with which enough of the text is written."""
LEAST_WRITTEN = 0.5
"""Of the sentences told, as far as the model's can stand."""
NEAR_COPY = 0.1
"""What a written sentence that is nearly a copy is worth of that."""
NEARLY = 0.9
"""A shorter way to say it that weighs so much of the heaviest leads as well."""
HEAVY, RETOLD = 0.6, 0.85
"""Of two sentences that tell so much of the heaviest, one retells the other's event where so much of the lighter's weight
is shared, in whatever words."""
LEAST_WEIGHT = 0.12
"""A short text has no room for what weighs less than so much of the heaviest sentence."""
TOLD, TOLD_WEIGHT, TOLD_WORDS = 0.92, 0.5, 0.45
"""A sentence that weighs so much of the heaviest only tells again where the others tell so much of its weight, and of its
content words."""
LATER, FAR = 0.93, 6
"""As a lead a sentence is worth so much less for each place, up to so many, that it stands later in its article."""
WRITTEN_LEAD, NEARLY_WRITTEN = 1.1, 0.75
"""What a lead is worth more when it is written anew, and how little it may weigh of its facet's heaviest: a short text is hardly
more than its lead."""
HEADLINE = 1.0
"""A lead that tells all of the headline is worth so much more."""
ROUNDS = 4
"""How often is chosen, each time without one more such sentence."""


def _same_seed(one: Option, other: Option) -> bool:
    """Whether two are ways to say the same sentence of a facet."""
    return one.facet == other.facet >= 0 and one.place == other.place


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

    def best(self, options: Sequence[Option], budget: int, most: int, least: float = 0.0) -> list[Option]:
        """The options that cover most of the story together, none repeating another; at most `most` and `budget` words,
        but at least one when there is any. The main event first, then as the articles' positions and the days say.
        The sentence that tells most is always among them: two others may cover more, and miss the event. None tells less
        than `least` of what the heaviest of all tells.
        """
        if not options:
            return []
        weights = [self._weight(option) for option in options]
        kept = [i for i, weight in enumerate(weights) if weight >= least * max(weights)]
        options, weights = [options[i] for i in kept], [weights[i] for i in kept]
        fixed = self._lead(options, budget)
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
            told = self._ordered(self._chosen(options, budget, most, clash, fixed, hanging))
            found = self._hanging(told)
            if not found:
                return told
            hanging |= {i for i, option in enumerate(options) if self._hangs_so(option, told, found)} - set(fixed)
        return [option for option in told if option not in found] or told

    def _ordered(self, told: list[Option]) -> list[Option]:
        """The sentence that leads first, then topics together (by place alone without `likeness`), days in order, persons in full
        before by their last name."""
        told = sorted(told, key=lambda option: option.place)
        first = max(
            range(len(told)), key=lambda i: (not leans(told[i].sentence.text, self.language), self._leads(told[i]), -i)
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
            option is one or (_same_seed(option, one) and self._hangs(option, told[: told.index(one)])) for one in found
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
            barred |= {i for i, option in enumerate(options) if option is again or _same_seed(option, again)} - set(
                fixed
            )
        else:
            chosen = [i for i in chosen if i not in barred]
        chosen = chosen or [min(range(len(options)), key=lambda i: (word_count(options[i].sentence.text), i))]
        return self._restored(options, chosen, budget, clash, barred)

    def _restored(
        self, options: Sequence[Option], chosen: Sequence[int], budget: int, clash: Clash, barred: AbstractSet[int]
    ) -> list[Option]:
        """The chosen, with what grammar cut from them told after all where there is room: a cut gives up a place, a day or a reason
        for words that are not needed. Not where less than half would then be told otherwise than the sources tell it."""
        told = list(chosen)
        for at, place in enumerate(told):
            option = options[place]
            if option.written or option.sentence.kind != "abstractive":
                continue
            room = budget - sum(word_count(options[i].sentence.text) for i in told)
            anew = sum(options[i].sentence.kind == "abstractive" for i in told) - 1
            size = word_count(option.sentence.text)
            fuller = [
                i
                for i, other in enumerate(options)
                if i not in barred and _same_seed(option, other) and not other.written
                and {(e.article, e.end) for e in other.sentence.evidence} <= {(e.article, e.end) for e in option.sentence.evidence}
                and self._concepts(option.sentence.text) <= self._concepts(other.sentence.text)
                and size < word_count(other.sentence.text) <= size + room
                and (other.sentence.kind == "abstractive" or anew >= LEAST_WRITTEN * len(told))
                and not any(clash(i, k) for k in told if k != place)
            ]  # fmt: skip
            told[at] = max(fuller, key=lambda i: (word_count(options[i].sentence.text), -i), default=place)
        return [options[i] for i in told]

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

    def _lead(self, options: Sequence[Option], budget: int) -> list[int]:
        """The place of the sentence that tells most within the budget: of its facet the shortest that tells nearly as much."""
        fitting = [i for i, option in enumerate(options) if word_count(option.sentence.text) <= budget]
        able = [i for i in fitting if not leans(options[i].sentence.text, self.language)] or fitting
        if not able:
            return []
        ranked = sorted(able, key=lambda i: (-self._leads(options[i]), i))
        best = next((i for i in ranked if not self._hangs(options[i])), ranked[0])
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

    def _weight(self, option: Option) -> float:
        """What a sentence tells of the story: the one that tells most is its main event, and comes first."""
        return self._worth(self._concepts(option.sentence.text))

    def _leads(self, option: Option) -> float:
        """What a sentence tells, the more the nearer it stands to the beginning of its article, where news has its event, and
        the more of the headline it tells."""
        wanted = frozenset(content_stems(self.headline, self.language))
        told = len(wanted & frozenset(content_stems(option.sentence.text, self.language)))
        share = told / len(wanted) if wanted else 0.0
        anew = WRITTEN_LEAD if option.written else 1.0
        return self._weight(option) * LATER ** min(option.place[0], FAR) * (1 + HEADLINE * share) * anew

    def _choice(self, option: Option, written: float) -> Choice:
        text = option.sentence.text
        shorter = option.sentence.kind == "abstractive" and not option.written
        bonus = option.bonus + written * (option.written + NEAR_COPY * shorter)
        return Choice(max(1, word_count(text)), self._concepts(text), bonus)
