"""A word of a sentence -> the weekday, month or relative day it names, as its language writes them."""

from functools import cache

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.summaries.verification.reading import Reading
from summarizer.text import fold

_MONTHS = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_WEEKDAYS = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda terça quarta quinta sexta sábado domingo",
}
_RELATIVE = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "de": {"heute": 0, "gestern": -1, "morgen": 1},
    "fr": {"aujourd'hui": 0, "hier": -1, "demain": 1},
    "es": {"hoy": 0, "ayer": -1, "mañana": 1},
    "it": {"oggi": 0, "ieri": -1, "domani": 1},
    "pt": {"hoje": 0, "ontem": -1, "amanhã": 1},
}
_PART_OF_DAY = frozenset(("la", "esta", "una", "de", "cada", "toda"))
"""Words after which Spanish "mañana" is the morning."""
_GERMAN_PARTS = ("s", "abend", "morgen", "vormittag", "mittag", "nachmittag", "nacht", "fruh")
_ENGLISH_DAYS = frozenset(name for name in WEEKDAYS if len(name) > 4)


@cache
def _numbered(names: str) -> dict[str, int]:
    return {fold(name): number for number, name in enumerate(names.split())}


def weekday(reading: Reading, index: int) -> int | None:
    """0 (Monday) to 6 of the weekday that a token names."""
    token = reading.tokens[index]
    if reading.language not in _WEEKDAYS:
        name = token.folded if token.folded in _ENGLISH_DAYS else token.folded.removesuffix("s")
        return WEEKDAYS[name] if name in _ENGLISH_DAYS else None
    days = _numbered(_WEEKDAYS[reading.language])
    if reading.language == "de":
        stems = (token.folded, *(token.folded.removesuffix(part) for part in _GERMAN_PARTS))
        return next((days[stem] for stem in stems if stem in days), None)
    if token.capital and not token.first:
        return None
    if reading.language == "pt" and token.folded not in ("sabado", "sabados", "domingo", "domingos"):
        following = [other.folded for other in reading.tokens[index + 1 : index + 3]]
        return days.get(token.folded) if following == ["-", "feira"] else None
    number = days.get(token.folded)
    return number if number is not None else days.get(token.folded.removesuffix("s"))


def month(reading: Reading, index: int) -> int | None:
    """1 to 12 of the month that a token names; one that is also a common word or a name only as months are written."""
    token = reading.tokens[index]
    if reading.language not in _MONTHS:
        number = MONTHS.get(token.folded)
        return number if token.capital or len(token.folded) > 4 else None
    number = _numbered(_MONTHS[reading.language]).get(token.folded)
    written = token.capital == (reading.language == "de") or token.first
    return number + 1 if number is not None and written else None


def relative(reading: Reading, index: int) -> int | None:
    """How many days after the article's the day lies that a token names ("yesterday" is -1)."""
    token = reading.tokens[index]
    if reading.language not in _MONTHS:
        return _RELATIVE["en"].get(token.folded)
    if token.capital and not token.first:
        return None
    before = reading.tokens[index - 1].folded if index else ""
    if reading.language == "es" and before in _PART_OF_DAY:
        return None
    return _RELATIVE[reading.language].get(token.text.lower().replace("’", "'"))
