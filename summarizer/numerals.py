"""Number words of six languages -> values, the words around a number that bound or scale it, how a year is written. Tables only."""

import re

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""A year of our time; a whole token is to match."""

_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte"
)
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt"
)
_DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig"
)
_IT = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove venti"
)
_PT = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito "
    "dezenove vinte"
)


def _count(names: str) -> dict[str, int]:
    return {name: value for value, name in enumerate(names.split())}


def _tens(names: str, first: int = 2) -> dict[str, int]:
    return {name: 10 * value for value, name in enumerate(names.split(), start=first)}


NUMBER_WORDS: dict[str, dict[str, int]] = {
    "en": {**_count(_EN_UNITS), **_tens(_EN_TENS)},
    "es": {
        **_count(_ES), "una": 1, "dieciseis": 16, "veintiuno": 21, "veintidós": 22, "veintitrés": 23,
        "veinticuatro": 24, "veinticinco": 25,
        **_tens("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 3),
        "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "quinientos": 500,
    },
    "fr": {**_count(_FR), "une": 1, **_tens("trente quarante cinquante soixante", 3)},
    "de": {**_count(_DE), "zwo": 2, **_tens("dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 3)},
    "it": {**_count(_IT), "una": 1, **_tens("trenta quaranta cinquanta sessanta settanta ottanta novanta", 3)},
    "pt": {
        **_count(_PT), "uma": 1, "duas": 2,
        **_tens("trinta quarenta cinquenta sessenta setenta oitenta noventa", 3), "cem": 100,
    },
}  # fmt: skip
"""Language -> number word -> value."""

ARTICLES = {"en": ("a", "an"), "es": ("un", "una"), "fr": ("un", "une"), "de": ("ein", "eine"), "it": ("un", "una")}
"""Words that stand for one before a scale ("a hundred") and are no number elsewhere."""

SCALES: dict[str, dict[str, float]] = {
    "en": {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "k": 1e3,
        "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    },
    "es": {"mil": 1e3, "mil millones": 1e9, "millón": 1e6, "millones": 1e6},
    "fr": {"cent": 1e2, "cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
           "milliards": 1e9},
    "de": {"hundert": 1e2, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9,
           "milliarden": 1e9, "mrd": 1e9, "tsd": 1e3, "billion": 1e12, "billionen": 1e12},
    "it": {"cento": 1e2, "mila": 1e3, "mille": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9},
    "pt": {"mil": 1e3, "mil milhões": 1e9, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9},
}  # fmt: skip
"""Language -> scale word -> factor. The one-letter ones only count when glued to digits."""

ORDINALS = {
    name: value
    for value, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}

BOUNDS: dict[str, tuple[str, ...]] = {
    "least": (
        "at least", "more than", "over", "above", "upwards of", "no fewer than", "no less than", "a minimum of",
        "not less than", "exceeding", "just over", "in excess of", "greater than",
        "al menos", "por lo menos", "más de", "mas de", "au moins", "plus de", "mindestens", "mehr als", "über",
        "almeno", "più di", "oltre", "pelo menos", "mais de",
    ),
    "most": (
        "at most", "up to", "as many as", "as much as", "fewer than", "less than", "under", "below", "no more than",
        "a maximum of", "just under", "not more than",
        "hasta", "menos de", "jusqu'à", "moins de", "bis zu", "höchstens", "weniger als", "fino a", "meno di", "até",
    ),
    "about": (
        "about", "around", "some", "roughly", "approximately", "nearly", "almost", "an estimated", "estimated",
        "close to", "circa", "close on", "near",
        "unos", "unas", "casi", "cerca de", "alrededor de", "environ", "près de", "quelque", "rund", "etwa", "fast",
        "ungefähr", "quasi", "quase",
    ),
}  # fmt: skip
"""What bounds a number -> the words before it that say so."""

CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "a$": "AUD", "c$": "CAD", "₽": "RUB",
    "dollar": "USD", "dollars": "USD", "dólares": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "yen": "JPY", "rupees": "INR", "rupee": "INR", "rubles": "RUB",
    "roubles": "RUB", "yuan": "CNY", "francs": "CHF", "pesos": "pesos", "won": "KRW", "libras": "GBP",
}  # fmt: skip

UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "por ciento": "%", "prozent": "%", "pour cent": "%",
    "per cento": "%", "por cento": "%", "percentage points": "points", "percentage point": "points",
    "basis points": "bp",
    "km": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "kilómetros": "km",
    "mile": "mile", "miles": "mile", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "feet": "foot",
    "foot": "foot", "ft": "foot", "mph": "mph", "kph": "kmh", "km/h": "kmh", "kg": "kg", "kilograms": "kg",
    "kilos": "kg", "tonne": "tonne", "tonnes": "tonne", "ton": "ton", "tons": "ton", "acres": "acre", "acre": "acre",
    "hectares": "hectare", "hectare": "hectare", "barrels": "barrel", "degrees": "degree", "degree": "degree",
    "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "year": "year", "years": "year", "días": "day", "horas": "hour", "años": "year", "jahre": "year", "ans": "year",
    "tage": "day", "jours": "day", "am": "clock", "pm": "clock", "a.m": "clock", "p.m": "clock",
    "votes": "vote", "vote": "vote", "goals": "goal", "goal": "goal", "points": "point", "point": "point",
}  # fmt: skip
"""Unit words -> a canonical name; those of `%` join the number, the others follow it."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier januar gennaio janeiro", "february feb febrero février februar febbraio fevereiro",
            "march mar marzo mars märz março", "april apr abril avril aprile", "may mayo mai maggio maio",
            "june jun junio juin juni giugno junho", "july jul julio juillet juli luglio julho",
            "august aug agosto août", "september sep sept septiembre septembre settembre setembro",
            "october oct octubre octobre oktober ottobre outubro", "november nov noviembre novembre novembro",
            "december dec diciembre décembre dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon lunes lundi montag lunedì", "tuesday tue tues martes mardi dienstag martedì",
            "wednesday wed miércoles mercredi mittwoch mercoledì", "thursday thu thurs jueves jeudi donnerstag giovedì",
            "friday fri viernes vendredi freitag venerdì", "saturday sat sábado samedi samstag sabato",
            "sunday sun domingo dimanche sonntag domenica",
        )
    )
    for name in names.split()
}  # fmt: skip
"""Weekday name -> 0 (Monday) to 6, as `datetime.weekday` counts."""
