"""The news agencies whose credits are recognised, and how a credit is written. A table; knows no article."""

import re

AGENCIES = {
    "Reuters": ("Reuters", "Thomson Reuters"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "Xinhua": ("Xinhua",),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI",),
    "Bernama": ("Bernama",),
    "PA": ("PA Media", "Press Association", "PA"),
    "UPI": ("UPI",),
    "Bloomberg": ("Bloomberg",),
    "APA": ("APA",),
    "Lusa": ("Lusa",),
    "Europa Press": ("Europa Press",),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "Yonhap": ("Yonhap",),
    "IANS": ("IANS",),
    "TNS": ("TNS", "Tribune News Service"),
    "CNA": ("CNA",),
    "Belga": ("Belga",),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "STA": ("STA",),
    "TASS": ("TASS", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "KCNA": ("KCNA",),
    "SDA": ("SDA", "Keystone-SDA"),
}
"""How we name an agency -> the ways it is credited."""

_BY_NAME = {name.lower(): agency for agency, names in AGENCIES.items() for name in names}
_UNKNOWN = re.compile(
    r"[A-Z]\w*(?:[ -][A-Z]\w*){0,3} ?(?:News Agency|Newswire|Agency|Wire|Press Agency)|[A-Z][a-z]+(?:wire|press)"
)


def agency_named(text: str) -> str:
    """The agency that a credit such as "Reuters" or "Meridian News Agency" names, or ''."""
    name = text.strip(" .—–-/()").strip()
    known = _BY_NAME.get(name.lower())
    if known:
        return known
    return name if _UNKNOWN.fullmatch(name) else ""
