"""Two names -> may they be one? Countries with their adjectives and short forms, and a few nouns for one kind of people;
knows no sentence."""

from functools import cache

from summarizer.text import stem

_COUNTRIES = """
us usa america american americans
uk britain british britons briton
england english
russia russian russians moscow kremlin
ukraine ukrainian ukrainians kyiv kiev
china chinese beijing
france french paris
germany german germans berlin
spain spanish spaniards
italy italian italians
japan japanese
israel israeli israelis
palestine palestinian palestinians
iran iranian iranians tehran
iraq iraqi iraqis
syria syrian syrians
turkey turkish turks turkiye
egypt egyptian egyptians
india indian indians
pakistan pakistani pakistanis
afghanistan afghan afghans
mexico mexican mexicans
canada canadian canadians
brazil brazilian brazilians
argentina argentine argentinian
venezuela venezuelan venezuelans
colombia colombian colombians
cuba cuban cubans
australia australian australians
austria austrian austrians
switzerland swiss
sweden swedish swedes
norway norwegian norwegians
denmark danish danes
finland finnish finns
poland polish poles
greece greek greeks
ireland irish
scotland scottish scots
wales welsh
netherlands dutch holland
belgium belgian belgians
portugal portuguese
hungary hungarian hungarians
romania romanian romanians
czech czechia
serbia serbian serbs
saudi saudis
yemen yemeni yemenis
lebanon lebanese
libya libyan libyans
sudan sudanese
ethiopia ethiopian ethiopians
kenya kenyan kenyans
nigeria nigerian nigerians
somalia somali somalis
korea korean koreans
vietnam vietnamese
thailand thai
philippines philippine filipino filipinos
indonesia indonesian indonesians
malaysia malaysian malaysians
europe european europeans eu
africa african africans
asia asian asians
republican republicans gop
democrat democrats democratic
"""
_APART = frozenset({"moscow", "kremlin", "kyiv", "beijing", "paris", "berlin", "tehran"})
"""Capitals may stand for their country in the claim's source but are places of their own: not joined."""


_PEOPLE = """
protester protesters demonstrator demonstrators
troops soldier soldiers
gunman shooter
lawmaker lawmakers legislator legislators
"""


@cache
def _kinds() -> dict[str, int]:
    return {stem(word): number for number, line in enumerate(_PEOPLE.strip().splitlines()) for word in line.split()}


@cache
def _groups() -> dict[str, int]:
    table: dict[str, int] = {}
    for number, line in enumerate(_COUNTRIES.strip().splitlines()):
        for word in line.split():
            if word not in _APART:
                plain = word.replace(".", "")
                table[plain] = number
                table[stem(plain)] = number
    return table


def group(word: str) -> int | None:
    """A number for the country, party or people that a folded word or stem names; None for other words."""
    return _groups().get(word)


def same_name(a: str, b: str) -> bool:
    """Whether two folded words or stems name the same country, party, people or kind of people ("russian", "russia")."""
    if a == b or (a in _kinds() and _kinds()[a] == _kinds().get(b)):
        return True
    known = group(a)
    return known is not None and known == group(b)
