"""A table of counts comes back as it was, terms with spaces too, and the same table gives the same bytes."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.count_table import packed, unpacked

TERMS = st.from_regex(r"[a-zé0-9']+( [a-zé0-9']+)?", fullmatch=True)


@given(total=st.integers(0, 10**9), counts=st.dictionaries(TERMS, st.integers(0, 10**9), max_size=20))
def test_what_is_packed_comes_back(total: int, counts: dict[str, int]) -> None:
    data = packed(total, counts)
    assert unpacked(data) == (total, counts)
    assert list(unpacked(data)[1]) == list(counts)
    assert packed(total, counts) == data
