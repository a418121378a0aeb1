"""How much of a sentence is one run of words copied from its source."""

from functools import lru_cache

from summarizer.text import fold, words


@lru_cache(maxsize=50_000)
def copied_share(text: str, source: str) -> float:
    """The longest run of words that both have, as a share of the words of `text`, in [0, 1]; 1 for no words.

    Case, accents and the shape of quotation marks do not count.
    """
    own, theirs = words(fold(text)), words(fold(source))
    if not own:
        return 1.0
    longest = 0
    previous = [0] * (len(theirs) + 1)
    for word in own:
        row = [0] * (len(theirs) + 1)
        for place, other in enumerate(theirs, start=1):
            if word == other:
                row[place] = previous[place - 1] + 1
        longest = max(longest, *row)
        previous = row
    return longest / len(own)
