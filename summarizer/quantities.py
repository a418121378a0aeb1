"""Text -> the quantities in it, normalised: "five" = 5, "$50m" = 50 million dollars, "at least 12" = 12 or more.

Knows no stage and no article: verification asks whether a quantity is stated, conflicts whether two can both be true.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from summarizer.numerals import ARTICLES, BOUNDS, CURRENCIES, MONTHS, NUMBER_WORDS, ORDINALS, SCALES, UNITS, YEAR

Bound = Literal["exact", "about", "least", "most", "range"]

NO_COUNTS = frozenset(("date", "clock", "calendar", "ordinal", "age"))
"""Units of numbers that count and measure nothing."""
SPANS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: `value` (of a range its low end, `high` the other), in `unit`, at `text[start:end]` of its text.

    `unit` is canonical ("%", "USD", "km", "year"), "ordinal", "age", "date" (a day of a month), "calendar" (a year
    such as 2024), "clock", or empty for a plain count. `slack` is half a unit of the last place that is written, at most
    a twentieth of the value.
    """

    value: float
    high: float
    unit: str
    bound: Bound
    slack: float
    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """The number alone, normalised: the same for "five" and "5", "1.4 million" and "1,400,000"."""
        return _plain(self.value) if self.high == self.value else f"{_plain(self.value)}-{_plain(self.high)}"

    @property
    def shown(self) -> str:
        """The bound and the number as the text has them, for people."""
        words = {"least": "at least ", "most": "up to ", "about": "about "}
        return f"{words.get(self.bound, '')}{self.text}"


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.6g}"


_GLUED_SCALE = r"(?:k|m|mn|bn|b|tn|trn)(?![\w])"
_DIGITS = r"(?:\d{1,3}(?:, \d{3})+(?![\d,])|\d+(?:[.,]\d+)*)"
_SPACED = r"\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d.])"
_SPACED_IN = ("de", "es", "fr", "it", "pt")
"""Languages that part thousands with a space ("12 500")."""
_CURRENCY_SIGN = r"(?:US\$|A\$|C\$|[$€£¥₹₽])"
_AFTER = {
    "percent": re.compile(
        r"\s?(?:%|(?:-|\s)?(?:percentage points?|per cent|percent|pct|por ciento|por cento|prozent|pour cent|per cento|"
        r"basis points?)\b)",
        re.IGNORECASE,
    ),
    "age": re.compile(r"[-\s]years?[-\s]old\b", re.IGNORECASE),
    "ordinal": re.compile(r"(?:st|nd|rd|th|er)\b"),
    "decade": re.compile(r"s\b"),
    "more": re.compile(r"\s+or more\b|\+|-plus\b|\s+o más\b|\s+ou plus\b|\s+oder mehr\b", re.IGNORECASE),
    "word": re.compile(r"[-\s]+(?:(?:square|cubic|metric)\s+)?([^\W\d_]+(?:/h)?)"),
    "clock": re.compile(r"(?::\d\d)?\s?(?:[ap]\.?m\b\.?)|:\d\d\b", re.IGNORECASE),
}
_OF = re.compile(r"\s+(?:de\s+|di\s+|d['’])([^\W\d_]+)")
"""Between a scale and its unit ("2 millions d'euros")."""
_AGED = re.compile(r"\b(?:aged?|ages)\s+$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s?(?:-|–|—|to|and|a|y|à|et|bis|und)\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|entre|zwischen|tra)\s+$", re.IGNORECASE)
_SHORT_SCALES = frozenset(("mio", "mrd", "tsd"))
"""Scales that are written with a full stop ("1,4 Mio. Euro")."""


@cache
def _bounds() -> re.Pattern[str]:
    words = sorted(((word, kind) for kind, kinds in BOUNDS.items() for word in kinds), key=lambda pair: -len(pair[0]))
    groups = "|".join(f"(?P<{kind}>{'|'.join(re.escape(w) for w, k in words if k == kind)})" for kind in BOUNDS)
    return re.compile(
        rf"(?<!\w)(?:{groups})(?:\s+(?:the|a|an|another|un|une|una|ein))?\s*$|(?P<sign>~)\s?$", re.IGNORECASE
    )


@cache
def _atoms(language: str) -> re.Pattern[str]:
    """Digits with their sign and glued scale, or a run of number words."""
    numbers = (
        {**NUMBER_WORDS["en"], **NUMBER_WORDS.get(language, {})} if language in NUMBER_WORDS else NUMBER_WORDS["en"]
    )
    scales = {**SCALES["en"], **SCALES.get(language, {})}
    long_scales = "|".join(sorted((re.escape(s) for s in scales if len(s) > 2), key=len, reverse=True))
    word = "|".join(sorted((re.escape(n) for n in numbers), key=len, reverse=True))
    one = "|".join(ARTICLES.get(language, ()) + ARTICLES["en"])
    ordinals = "|".join(ORDINALS)
    digits = f"(?:{_SPACED}|{_DIGITS})" if language in _SPACED_IN else _DIGITS
    return re.compile(
        rf"(?P<sign>{_CURRENCY_SIGN}\s?)?(?<![\w.])(?P<digits>{digits})(?:(?P<glued>{_GLUED_SCALE})|"
        rf"[-\s]?(?P<scale>{long_scales})s?\b)?"
        rf"|\b(?P<words>(?:(?:half\s+)?(?:{one})\s+(?=(?:{long_scales})\b))?(?:{word}|{long_scales})\b"
        rf"(?:(?:[\s-]|\s+and\s+|\s+y\s+)(?:{word}|{long_scales})\b)*)"
        rf"|\b(?P<ordinal>{ordinals})\b",
        re.IGNORECASE,
    )


def number(digits: str, language: str = "en") -> tuple[float, float]:
    """Written digits -> value and half a unit of the last place: "1,200.5", "1.200,5" and "1 200" by their shape.

    A single separator before three digits parts thousands, except a point in English; else it is the decimal one.
    """
    digits = digits.replace(", ", ",").replace(" ", "")
    thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits)
    european = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits)
    if thousands and not (
        language not in ("en", "", "ja", "zh", "ko") and digits.count(",") == 1 and "." not in digits
    ):
        plain = digits.replace(",", "")
    elif european and (language not in ("en", "") or digits.count(".") > 1 or "," in digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif digits.count(",") + digits.count(".") == 1:
        plain = digits.replace(",", ".")
    else:
        plain = re.sub(r"[.,]", "", digits)
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5 * 10.0**-decimals if decimals else 0.0


def _spoken(words: str, language: str) -> float | None:
    """The value of a run of number words, or None when it is no number ("hundreds", "one" by itself is 1)."""
    numbers = {**NUMBER_WORDS["en"], **NUMBER_WORDS.get(language, {})}
    scales = {**SCALES["en"], **SCALES.get(language, {})}
    articles = set(ARTICLES.get(language, ()) + ARTICLES["en"])
    total = current = 0.0
    half = seen = counted = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in scales and len(word) > 2:
            if not counted and current == 0 and not seen:
                return None
            factor = scales[word]
            if factor >= 1e6 and total and not current and language in ("es", "pt"):
                total *= factor  # "dos mil millones"
                continue
            current = (current or 1) * factor * (0.5 if half else 1)
            half = False
            if factor >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif word in numbers:
            current += numbers[word]
            seen = counted = True
        elif word == "half":
            half = True
        elif word in articles:
            counted = True
    return total + current if seen else None


@lru_cache(maxsize=20_000)
def find(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """The quantities of `text`, in order, none overlapping another."""
    found: list[Quantity] = []
    for match in _atoms(language).finditer(text):
        quantity = _quantity(text, match, language or "en")
        if quantity is None or (found and quantity.start < found[-1].end):
            continue
        merged = _range(text, found[-1], quantity) if found else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, match: re.Match[str], language: str) -> Quantity | None:
    start, end, slack, unit = match.start(), match.end(), 0.0, ""
    if match["ordinal"]:
        if match["ordinal"][0].isupper() and match.start() and text[match.end() :][:2].strip()[:1].isupper():
            return None
        unit, value = "ordinal", float(ORDINALS[match["ordinal"].lower()])
        if match["ordinal"].lower() == "second" and re.match(r"s\b", text[end:]):
            return None
    elif match["words"]:
        spoken = _spoken(match["words"], language)
        if spoken is None:
            return None
        value = spoken
        slack = _scaled_slack(value) if value >= 1000 else 0.0
    else:
        value, slack = number(match["digits"], language)
        scale = (match["glued"] or match["scale"] or "").lower()
        if scale:
            factor = {**SCALES["en"], **SCALES.get(language, {})}[scale]
            value *= factor
            slack = min((slack or 0.5) * factor, 0.05 * value)
            end += scale in _SHORT_SCALES and text[end : end + 2] == ". "
        sign = (match["sign"] or "").strip()
        unit = CURRENCIES[sign.lower()] if sign else ""
    after = text[end : end + 40]
    if not unit:
        unit, taken = _unit(text, match, value, after, language)
        end += taken
    bound = _bound(text, start)
    if more := _AFTER["more"].match(text[end : end + 12]):
        bound, end = "least", end + more.end()
    return Quantity(value, value, unit, bound, slack, start, end, text[start:end])


def _scaled_slack(value: float) -> float:
    """Half the unit of the largest scale that divides it: "two million" is given to the million."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale and value % scale == 0:
            return min(scale / 2, 0.05 * value)
    return 0.0


def _unit(text: str, match: re.Match[str], value: float, after: str, language: str) -> tuple[str, int]:
    """The unit that follows a number, and how many characters of it belong to the number."""
    digits = match["digits"] or ""
    if percent := _AFTER["percent"].match(after):
        word = percent.group().strip(" -").lower()
        return ("bp" if word.startswith("basis") else UNITS.get(word, "%")), percent.end()
    if age := _AFTER["age"].match(after):
        return "age", age.end()
    if _AGED.search(text[max(0, match.start() - 6) : match.start()]):
        return "age", 0
    if digits and (ordinal := _AFTER["ordinal"].match(after)):
        dated = _near_month(text, match.start(), match.end() + 2, language)
        return ("date" if dated else "ordinal"), ordinal.end()
    if digits and (clock := _AFTER["clock"].match(after)):
        return "clock", clock.end()
    if digits and not match["glued"] and not match["scale"]:
        if value <= 31 and value == int(value) and _near_month(text, match.start(), match.end(), language):
            return "date", 0
        if YEAR.fullmatch(digits):
            decade = _AFTER["decade"].match(after)
            return "calendar", decade.end() if decade else 0
    of = _OF.match(after) if language in _SPACED_IN and (match["scale"] or match["words"]) else None
    if word_match := of or _AFTER["word"].match(after):
        word = word_match[1].lower()
        if word in CURRENCIES:
            return CURRENCIES[word], word_match.end()
        return UNITS.get(word, ""), 0
    return "", 0


def _near_month(text: str, start: int, end: int, language: str) -> bool:
    """Whether a month's name stands right before or after ("June 5", "5 June", "5 de junio")."""
    before = re.search(r"([^\W\d_]+)\.?\s*$", text[max(0, start - 14) : start])
    following = re.match(r"\.?(?:\s+(?:of|de))?\s+([^\W\d_]+)", text[end : end + 18])
    names = [m[1] for m in (before, following) if m]
    lowered = "mai" if language == "fr" else ""
    return any(name.lower() in MONTHS and (name[0].isupper() or len(name) > 3 or name == lowered) for name in names)


def _bound(text: str, start: int) -> Bound:
    found = _bounds().search(text[max(0, start - 24) : start])
    if not found:
        return "exact"
    if found["least"]:
        return "least"
    return "most" if found["most"] else "about"


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """ "10 to 12", "10-12", "between 10 and 12" as one; None when they are two numbers."""
    join = text[low.end : high.start]
    if not _RANGE_JOIN.fullmatch(join) or not low.value < high.value or "calendar" in (low.unit, high.unit):
        return None
    if low.unit not in ("", high.unit) or high.unit in ("date", "ordinal", "clock"):
        return None
    between = _BETWEEN.search(text[max(0, low.start - 12) : low.start])
    if join.strip().lower() not in ("-", "–", "to", "a", "à", "bis") and not between:
        return None
    slack = max(low.slack, high.slack)
    return Quantity(low.value, high.value, high.unit, "range", slack, low.start, high.end, text[low.start : high.end])


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether the units allow that both are one: equal, or one of them is not said."""
    loose = {"", "age", "year", "calendar"}
    return a.unit == b.unit or not a.unit or not b.unit or (a.unit in loose and b.unit in loose)


def equal(a: Quantity, b: Quantity) -> bool:
    """Whether both name the same number, as far as each is written: 1.43 million is "about 1.4 million"."""
    return _close(a.value, b.value, a, b) and _close(a.high, b.high, a, b)


def _close(x: float, y: float, a: Quantity, b: Quantity) -> bool:
    if x == y:
        return True
    wide = max(a.slack, b.slack) * 1.0001
    if "about" in (a.bound, b.bound):
        wide = max(wide, 0.05 * max(abs(x), abs(y)))
    return abs(x - y) <= wide


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether both can be true of the same thing. Symmetric. A bound reaches a quarter beyond its number:
    "at least 12" goes with 15 but not with 50, which reads as a later count."""
    (low_a, high_a), (low_b, high_b) = _reach(a), _reach(b)
    return equal(a, b) or (low_a <= high_b and low_b <= high_a)


def _reach(quantity: Quantity) -> tuple[float, float]:
    low, high, slack = quantity.value, quantity.high, quantity.slack
    if quantity.bound == "least":
        high = low + 0.25 * abs(low)
    elif quantity.bound == "most":
        low = high - 0.25 * abs(high)
    elif quantity.bound == "about":
        slack = max(slack, 0.05 * abs(low))
    return low - slack, high + slack
