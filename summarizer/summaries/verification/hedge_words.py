"""Words of German, French, Spanish, Italian and Portuguese that negate, deny, allege or hold possible. Tables only.

A phrase of several words, with spaces for hyphens, hides its parts; one of `nothing` hides them without being a hedge.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """The tables of one language, in lower case with accents."""

    kinds: dict[tuple[str, ...], str | None]
    """Word or phrase -> "negation", "denial", "claim" or "possibility"; None hides its parts."""
    wide: frozenset[str]
    """Words that bear on the rest of their clause: German puts its verb at the end."""
    whole: frozenset[str]
    """Negations that also bear on what stands before them in their clause."""
    back: frozenset[str]
    """Negations that also bear on the verb right before them."""
    breaks: frozenset[str]
    """Conjunctions at which a hedge's reach ends."""
    speech: frozenset[str]
    """Verbs and prepositions by which a text gives someone else's words."""
    hardly: frozenset[str]
    """Words near a negation in meaning."""


_NOTHING = {
    "de": ["nicht nur", "nicht zuletzt"],
    "fr": ["pas seulement", "non seulement", "sans doute", "pas moins"],
    "es": ["no solo", "no sólo", "no solamente", "por supuesto", "sin embargo", "no obstante", "sin duda"],
    "it": ["non solo", "non soltanto", "senza dubbio"],
    "pt": ["não só", "não apenas", "não somente", "no entanto", "sem dúvida"],
}
_NEGATION = {
    "de": "nicht nichts nie niemals niemand niemanden niemandem kein keine keinen keinem keiner keines keinerlei ohne weder",
    "fr": "pas jamais rien aucun aucune ni sans nul nulle",
    "es": "no nunca jamás nadie ningún ninguno ninguna ninguno nada tampoco ni sin",
    "it": "non nessun nessuno nessuna niente nulla né senza neppure nemmeno neanche",
    "pt": "não nunca jamais ninguém nenhum nenhuma nada nem sem tampouco",
}
_DENIAL = {
    "de": "bestreitet bestreiten bestritt bestritten dementiert dementierte dementieren dementierten leugnet leugnete "
    "leugnen leugneten geleugnet verneint verneinte verneinten widerspricht widersprach zurückgewiesen zurückweist "
    "zurückwies zurückzuweisen dementi",
    "fr": "nie nient niait niaient nié niée niés niées nier niant dément démentent démenti démentie démentait démentir "
    "démentant conteste contestent contesté contestait réfute réfutent réfuté réfutait",
    "es": "niega niegan negó negaron negado negada negando negar desmiente desmienten desmintió desmintieron desmentido "
    "desmentir refuta refutó",
    "it": "nega negano negato negata negava negavano negò negarono negare negando smentisce smentiscono smentito "
    "smentita smentì smentire",
    "pt": "nega negam negou negaram negado negada negava negando negar desmente desmentem desmentiu desmentiram "
    "desmentido desmentir refuta refutou",
}
_CLAIM = {
    "de": "angeblich angebliche angeblichen angeblicher angebliches angeblichem mutmaßlich mutmaßliche mutmaßlichen "
    "mutmaßlicher mutmaßliches mutmaßlichem vermeintlich vermeintliche vermeintlichen vermeintlicher vermeintliches "
    "vorwurf vorwürfe vorwürfen vorwurfs anschuldigung anschuldigungen beschuldigt beschuldigte beschuldigten verdacht "
    "verdächtigt verdächtige verdächtigen verdächtiger verdächtigter tatverdächtige tatverdächtigen tatverdächtiger "
    "vorgeworfen gerüchte gerüchten",
    "fr": "aurait auraient serait seraient présumé présumée présumés présumées présumément prétendu prétendue prétendus "
    "prétendues prétendument supposé supposée supposés supposées accuse accusent accusé accusée accusés accusées "
    "accusation accusations soupçonne soupçonnent soupçonné soupçonnée soupçonnés soupçon soupçons suspecté suspectée "
    "suspect suspects allégation allégations",
    "es": "presunto presunta presuntos presuntas presuntamente supuesto supuesta supuestos supuestas supuestamente acusa "
    "acusan acusó acusaron acusado acusada acusados acusadas acusación acusaciones sospecha sospechas sospechoso "
    "sospechosa sospechosos habría habrían alegado denuncia denuncias rumor rumores",
    "it": "presunto presunta presunti presunte presuntamente sospetto sospetti sospettato sospettata sospettati accusa "
    "accuse accusano accusò accusato accusata accusati avrebbe avrebbero sarebbe sarebbero asserito",
    "pt": "suposto suposta supostos supostas supostamente alegado alegada alegados alegadas alegadamente presumível "
    "acusa acusam acusou acusaram acusado acusada acusados acusação acusações suspeita suspeitas suspeito suspeitos "
    "teria teriam denúncia denúncias",
}
_POSSIBILITY = {
    "de": "könnte könnten kann können dürfte dürften soll sollen sollte sollten will wollen wolle wollte wollten "
    "möglicherweise womöglich vielleicht eventuell vermutlich wahrscheinlich wohl offenbar anscheinend plant planen "
    "plante planten geplant geplante geplanten erwägt erwägen erwog droht drohen drohte drohten erwartet erwarten "
    "versucht versuchte versuchten vorgeschlagen",
    "fr": "pourrait pourraient peut peuvent devrait devraient probablement éventuellement possiblement prévoit prévoient "
    "prévu prévue prévus prévues envisage envisagent envisagé menace menacent menacé propose proposent proposé tente "
    "tentent tenté veut veulent",
    "es": "podría podrían puede pueden debería deberían estaría estarían quizás quizá probablemente posiblemente prevé "
    "prevén previsto prevista planea planean propone proponen propuesto amenaza amenazan amenazó intenta intentan "
    "intentó quiere quieren",
    "it": "potrebbe potrebbero può possono dovrebbe dovrebbero forse probabilmente possibilmente prevede prevedono "
    "previsto prevista intende intendono minaccia minacciano minacciato propone propongono proposto tenta tentano "
    "tentato vuole vogliono",
    "pt": "poderia poderiam pode podem poderá poderão deveria deveriam deve devem talvez provavelmente possivelmente prevê "
    "preveem previsto prevista planeja planeia propõe propõem proposto ameaça ameaçam ameaçou tenta tentam tentou quer "
    "querem",
}
_MAYBE = {
    "de": ["unter umständen"], "fr": ["peut être"], "es": ["tal vez", "a lo mejor"], "it": ["può darsi"],
    "pt": ["quem sabe"],
}  # fmt: skip
_BREAKS = {
    "de": "aber doch jedoch sondern weil während obwohl nachdem bevor wenn",
    "fr": "mais tandis car parce lorsque quand puisque",
    "es": "pero sino mientras aunque porque cuando",
    "it": "ma mentre bensì perché quando sebbene",
    "pt": "mas enquanto embora porque quando",
}
_SPEECH = {
    "de": "sagt sagte sagten sagen gesagt erklärt erklärte erklärten teilte teilten mitgeteilt berichtet berichtete "
    "berichteten behauptet behauptete behaupteten behauptung warnt warnte betont betonte meint meinte schreibt schrieb "
    "laut zufolge angaben bestätigt bestätigte bestätigten wirft werfen warf warfen",
    "fr": "dit disent disait déclare déclarent déclaré affirme affirment affirmé annonce annoncent annoncé explique "
    "expliqué assure assurent assuré rapporte rapportent rapporté estime estiment estimé confirme confirmé prétend "
    "prétendent selon",
    "es": "dice dicen dijo dijeron dicho afirma afirman afirmó afirmaron asegura aseguran aseguró señala señaló explica "
    "explicó anuncia anunció informa informó informaron declara declaró confirma confirmó sostiene según",
    "it": "dice dicono detto disse afferma affermano affermato dichiara dichiarano dichiarato annuncia annunciato spiega "
    "spiegato riferisce riferiscono riferito sostiene sostengono conferma confermato secondo",
    "pt": "diz dizem disse disseram afirma afirmam afirmou afirmaram declara declarou anuncia anunciou explica explicou "
    "informa informou informaram confirma confirmou garante garantiu segundo conforme",
}
_HARDLY = {
    "de": "kaum weigert weigerte verweigert verweigerte lehnt lehnte ablehnt ablehnte abgelehnt",
    "fr": "guère peine refuse refusé refusent rejette rejeté",
    "es": "apenas rechaza rechazó rechazaron rehúsa rehusó",
    "it": "appena rifiuta rifiutato respinge respinto",
    "pt": "mal recusa recusou rejeita rejeitou",
}
_WIDE = {
    "de": f"{_DENIAL['de']} {_POSSIBILITY['de']} angeblich mutmaßlich vermeintlich nicht nie niemals",
}
_WHOLE = {"de": "nicht nie niemals"}
_BACK = {"de": "kein keine keinen keinem keiner keines keinerlei"}


@cache
def hedge_words(language: str) -> HedgeWords | None:
    """The tables of a language (ISO 639-1), None for one without."""
    if language not in _NEGATION:
        return None
    kinds: dict[tuple[str, ...], str | None] = {}
    for kind, table in (
        ("negation", _NEGATION), ("denial", _DENIAL), ("claim", _CLAIM), ("possibility", _POSSIBILITY),
    ):  # fmt: skip
        kinds.update({(word,): kind for word in table[language].split()})
    kinds.update({tuple(phrase.split()): "possibility" for phrase in _MAYBE[language]})
    kinds.update({tuple(phrase.split()): None for phrase in _NOTHING[language]})
    wide, whole, back, breaks, speech, hardly = (
        frozenset(table.get(language, "").split()) for table in (_WIDE, _WHOLE, _BACK, _BREAKS, _SPEECH, _HARDLY)
    )
    return HedgeWords(kinds, wide, whole, back, breaks, speech, hardly)
