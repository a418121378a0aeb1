"""What a text counts, normalised: the same quantity however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import compatible, equal, find, number


def one(text: str, language: str = "en") -> tuple[str, str, str]:
    """Key, unit and bound of the only quantity in the text."""
    (found,) = find(text, language)
    return found.key, found.unit, found.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("five people", ("5", "", "exact")),
        ("at least five people", ("5", "", "least")),
        ("more than 1.4 million people", ("1400000", "", "least")),
        ("twenty-five boats", ("25", "", "exact")),
        ("one hundred and five boats", ("105", "", "exact")),
        ("two hundred thousand voters", ("200000", "", "exact")),
        ("half a million homes", ("500000", "", "exact")),
        ("a hundred homes", ("100", "", "exact")),
        ("two dozen homes", ("24", "", "exact")),
        ("$50m", ("50000000", "USD", "exact")),
        ("US$50 million", ("50000000", "USD", "exact")),
        ("50 million dollars", ("50000000", "USD", "exact")),
        ("£1.5bn", ("1500000000", "GBP", "exact")),
        ("4.5%", ("4.5", "%", "exact")),
        ("4.5 per cent", ("4.5", "%", "exact")),
        ("up to 40 percent", ("40", "%", "most")),
        ("0.25 percentage points", ("0.25", "points", "exact")),
        ("about 30 km", ("30", "km", "about")),
        ("a 24-year-old man", ("24", "age", "exact")),
        ("aged 24", ("24", "age", "exact")),
        ("on June 5", ("5", "date", "exact")),
        ("on 5 June", ("5", "date", "exact")),
        ("in 2024", ("2024", "calendar", "exact")),
        ("the 21st century", ("21", "ordinal", "exact")),
        ("the third attempt", ("3", "ordinal", "exact")),
        ("at 10:30 a.m.", ("10", "clock", "exact")),
        ("between 10 and 12 people", ("10-12", "", "range")),
        ("10 to 12 people", ("10-12", "", "range")),
        ("100 or more people", ("100", "", "least")),
        ("the 100-plus people", ("100", "", "least")),
        ("235, 000 views", ("235000", "", "exact")),
    ],
)
def test_a_quantity_is_normalised(text: str, expected: tuple[str, str, str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("al menos doce muertos", "es", ("12", "", "least")),
        ("1,43 millones de euros", "es", ("1430000", "EUR", "exact")),
        ("1.200 casas", "es", ("1200", "", "exact")),
        ("mindestens zwölf Tote", "de", ("12", "", "least")),
        ("plus de trois millions", "fr", ("3000000", "", "least")),
        ("circa venti persone", "it", ("20", "", "about")),
    ],
)
def test_other_languages(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert one(text, language) == expected


def test_two_numbers_are_no_range() -> None:
    assert [q.key for q in find("won 3-1 on Friday")] == ["3", "1"]
    assert [q.key for q in find("killed 12 and injured 50")] == ["12", "50"]


def test_words_without_a_number_count_nothing() -> None:
    assert find("hundreds of people and a millionaire fled in seconds") == ()
    assert find("") == ()


@pytest.mark.parametrize(
    ("a", "b", "together"),
    [
        ("at least 12", "12", True),
        ("at least 12", "14", True),
        ("at least 12", "50", False),
        ("about 1.4 million", "1.43 million", True),
        ("1.4 million", "1,430,000", True),
        ("12", "15", False),
        ("up to 20", "18", True),
        ("10 to 12", "11", True),
        ("6.1", "6.4", False),
    ],
)
def test_whether_two_can_both_be_true(a: str, b: str, together: bool) -> None:
    (first,), (second,) = find(a), find(b)
    assert compatible(first, second) is together


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_are_read_with_and_without_separators(value: int) -> None:
    for written in (str(value), f"{value:,}"):
        (found,) = find(f"there were {written} boxes")
        assert found.value == value or found.unit == "calendar"
    assert number(f"{value:,}")[0] == value


@given(st.text(max_size=120))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for found in find(text):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.value <= found.high
        end = found.end


_WRITTEN = st.builds(
    lambda bound, value, scale: f"{bound}{value}{scale}",
    st.sampled_from(["", "at least ", "about ", "up to "]),
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["", " million", " thousand", "%"]),
)


@given(_WRITTEN, _WRITTEN)
def test_compatibility_is_symmetric_and_reflexive(a: str, b: str) -> None:
    (first,), (second,) = find(a), find(b)
    assert compatible(first, first)
    assert compatible(first, second) == compatible(second, first)
    assert equal(first, second) == equal(second, first)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,4 Mio. Euro", "de", ("1400000", "EUR", "exact")),
        ("12 500 Menschen", "de", ("12500", "", "exact")),
        ("am 3. Juni", "de", ("3", "date", "exact")),
        ("2 Billionen Euro", "de", ("2000000000000", "EUR", "exact")),
        ("12 500,50 euros", "fr", ("12500.5", "EUR", "exact")),
        ("1,2 milliard d’euros", "fr", ("1200000000", "EUR", "exact")),
        ("le 1er mai", "fr", ("1", "date", "exact")),
        ("le 5 mai", "fr", ("5", "date", "exact")),
        ("2 mil millones de dólares", "es", ("2000000000", "USD", "exact")),
        ("dos mil millones de euros", "es", ("2000000000", "EUR", "exact")),
        ("due milioni di euro", "it", ("2000000", "EUR", "exact")),
        ("2 mil milhões de euros", "pt", ("2000000000", "EUR", "exact")),
    ],
)
def test_numbers_as_other_languages_write_them(text: str, language: str, expected: tuple[str, str, str]) -> None:
    assert one(text, language) == expected


def test_a_space_parts_no_thousands_in_english() -> None:
    assert [quantity.key for quantity in find("In room 12 500 people waited.")] == ["12", "500"]
    assert [quantity.key for quantity in find("En 2023 100 personnes", "fr")] == ["2023", "100"]
