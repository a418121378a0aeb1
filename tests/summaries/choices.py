"""Things to choose from, as hypothesis makes them."""

from hypothesis import strategies as st

from summarizer.summaries.choosing import Choice

LETTERS = "abcdefgh"
CHOICES = st.lists(
    st.builds(
        Choice,
        words=st.integers(1, 12),
        concepts=st.frozensets(st.sampled_from(LETTERS), max_size=5),
        bonus=st.floats(0, 1),
    ),
    max_size=9,
)
