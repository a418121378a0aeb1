"""Openings and closings that hang on an earlier sentence, by language: German, French, Spanish, Italian, Portuguese.

Tables of regular expressions only. Demonstratives before a time ("Diese Woche", "cette année") stand alone, and so do
impersonal ones ("Il y a", "Il faut").
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Hanging:
    """What makes a sentence of one language hang, or lean, on another."""

    opens: re.Pattern[str]
    """Pronouns, possessives, demonstratives and connectives at its start."""
    alone: re.Pattern[str]
    """Starts that look like one of `opens` and are none."""
    speaker: re.Pattern[str]
    """A speaker at its end, or behind a quotation, who is only a pronoun, or left out."""
    later: re.Pattern[str]
    """A pronoun right after a short opening phrase without a name."""
    late: re.Pattern[str]
    """ "The decision", "the two": known from before."""


_SAID = {
    "de": "sagte|sagt|sagten|erklärte|erklärten|betonte|meinte|warnte|schrieb|teilte|fügte|berichtete|kündigte|fragte|"
    "forderte|versicherte|räumte",
    "es": "dijo|dijeron|añadió|agregó|señaló|explicó|afirmó|aseguró|indicó|sostuvo|subrayó|declaró|advirtió|manifestó|"
    "apuntó|insistió|concluyó|recordó|reconoció|admitió",
    "it": "ha detto|hanno detto|ha aggiunto|ha spiegato|ha dichiarato|ha affermato|ha sottolineato|ha scritto|"
    "ha ricordato|ha precisato|ha concluso|ha ammesso|disse|aggiunse|spiegò",
    "pt": "disse|disseram|afirmou|afirmaram|acrescentou|explicou|declarou|garantiu|ressaltou|destacou|informou|alertou|"
    "salientou|sublinhou|concluiu|admitiu|reconheceu",
}

_DE = (
    r"er|sie|ihm|ihn|ihnen|ihr(?:e[nmrs]?)?|sein(?:e[nmrs]?)?|dessen|deren|dies(?:e[nmrs]?)?|jene[nmrs]?|"
    r"solche[nmrs]?|derselbe|dieselbe[n]?|dasselbe|"
    r"(?:erstere|letztere)[nrs]?|das (?:ist|war|sei|wäre|sind|hat|hatte|habe|wird|werde|würde|kann|könne|könnte|soll|"
    r"sollte|muss|müsse|sagt|sagte|teilte[n]?|berichtete[n]?|berichtet|erklärte|geht|ging|gilt|galt|heißt|hieß|bedeutet|"
    r"bestätigte[n]?|meldete[n]?|gab|geben|liegt|zeigt|zeigte|führt|führte|macht|machte|reicht|steht)|"
    r"dabei|dazu|dafür|damit|darauf|daraus|daran|darin|darüber|davon|danach|davor|dadurch|daher|deshalb|deswegen|"
    r"trotzdem|dennoch|allerdings|jedoch|außerdem|zudem|ferner|hingegen|dagegen|hierzu|hierbei|hier|dort|dann|denn|doch|"
    r"aber|und|oder|sondern|auch|so|ebenso|stattdessen|unterdessen|inzwischen|derweil|daraufhin|demnach|zugleich|"
    r"gleichzeitig|somit|folglich|nichtsdestotrotz|andererseits|des weiteren|darüber hinaus|zum beispiel|im gegenzug|"
    r"im gegensatz dazu|laut ihm|nach seinen angaben|nach ihren angaben"
)
_FR = (
    r"ils?|elles?|lui|eux|ce|c['’](?:est|était|étaient)|ceci|cela|ça|cet|cette|ces|ce(?:lui|lle|ux|lles)(?:-ci|-là)?|"
    r"son|sa|ses|leurs?|l['’]un|un autre|une autre|d['’]autres|en outre|de plus|par ailleurs|cependant|toutefois|pourtant|"
    r"néanmoins|mais|et|ou|or|donc|car|ainsi|aussi|ensuite|puis|alors|en revanche|au contraire|à l['’]inverse|de même|"
    r"également|par exemple|d['’]ailleurs|là|ici|dès lors|pendant ce temps|en effet|selon (?:lui|elle|eux)"
)
_ES = (
    r"él|ella|ellos|ellas|ello|est[eao]s?|esto|es[eao]s?|eso|aquel(?:l[ao]s?)?|sus?|les?|dich[ao]s?|el mismo|la misma|"
    r"además|sin embargo|también|tampoco|pero|y|e|o|mientras tanto|no obstante|por (?:otro lado|otra parte|ello|eso|"
    r"(?:lo )?tanto|ejemplo)|asimismo|así|entonces|luego|después|en cambio|de hecho|aun así|ahí|allí|aquí|amb[ao]s|otr[ao]s?|"
    r"según (?:él|ella|ellos)|(?:" + _SAID["es"] + r") que"
)
_IT = (
    r"egli|ella|ess[aoei]|lui|lei|loro|quest[aoei]|quest['’]\w+|quell[aoei]|quel|quei|quegli|quell['’]\w+|"
    r"(?:il |la |i |le )?(?:suo|sua|suoi|sue)|(?:il|la|i|le) loro|ciò|tali?|costui|costei|costoro|inoltre|tuttavia|ma|ed?|o|"
    r"però|anche|invece|intanto|nel frattempo|quindi|dunque|perciò|pertanto|poi|così|infatti|eppure|comunque|"
    r"(?:ad|per) esempio|al contrario|allo stesso tempo|d['’]altra parte|lì|là|qui|allora|entrambi|entrambe|"
    r"un['’ ]altr[ao]|altr[ie]|neanche|nemmeno|neppure|(?:gli|lo|ne) (?:ha|aveva|hanno|è)|secondo (?:lui|lei|loro)|"
    r"(?:" + _SAID["it"] + r") (?:che|di)"
)
_PT = (
    r"el[ea]s?|ist[oa]s?|isso|aquilo|est[ea]s?|ess[ea]s?|aquel[ea]s?|(?:os? |as? )?(?:seus?|suas?)|lhes?|mas|e|ou|porém|"
    r"contudo|todavia|no entanto|entretanto|além d(?:isso|isto)|também|ainda assim|assim|então|depois|por isso|portanto|"
    r"por outro lado|por exemplo|enquanto isso|ao mesmo tempo|aliás|aí|ali|lá|aqui|amb[ao]s|outr[ao]s?|"
    r"segundo (?:el[ea]s?)|(?:" + _SAID["pt"] + r") que"
)
_OPENS = {"de": _DE, "fr": _FR, "es": _ES, "it": _IT, "pt": _PT}
_ALONE = {
    "de": r"diese[nrsm]? (?:Woche|Jahr|Jahres|Monat|Mal|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Sommer|"
    r"Winter|Herbst|Frühjahr)\b|auch (?:am|im|in|bei|auf|an|wenn) |so (?:viele|wenige|groß|hoch|lange)\b|hier (?:in|im|am)\b",
    "fr": r"ils? (?:n['’])?(?:y a|y avait|faut|fallait|fallu|semble|reste|pleut|suffit)\b|il (?:n['’])?(?:est|était|a été|a) (?:pas "
    r"|encore |peu |plus |été |désormais )*(?:clair|probable|possible|impossible|difficile|question|fallu|temps|prévu)\b|"
    r"ce(?:tte)? (?:année|semaine|nuit|fois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|mois|week-end|"
    r"printemps|été|automne|hiver)\b|cet (?:été|hiver|automne|après-midi)\b|ce (?:qui|que|qu['’])\b|alors que?\b|"
    r"ceux (?:qui|que)\b|celui qui\b|et si\b|aussi bien\b|d['’]autres? \w+ que\b",
    "es": r"est[ea]s? (?:\d+|lunes|martes|miércoles|jueves|viernes|sábado|domingo|año|mes|semana|noche|mañana|tarde|madrugada|"
    r"verano|invierno|otoño|primavera|fin de semana|vez)\b|después de\b|así como\b|ambos \w+ (?:y|países)\b|"
    r"otr[ao]s (?:\d+|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\b|y (?:si)\b",
    "it": r"quest(?:o|a|['’]) ?(?:anno|mese|settimana|mattina|mattinata|notte|sera|volta|estate|inverno|autunno|primavera|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\b|(?:quelli|quanti|coloro) che\b|"
    r"altr[ie] (?:\d+|due|tre|quattro|cinque|sei|sette|otto|nove|dieci)\b|così come\b|anche (?:a|in|nel|nella) ",
    "pt": r"est[ea]s? (?:\d+|segunda|terça|quarta|quinta|sexta|sábado|domingo|ano|mês|semana|noite|manhã|tarde|madrugada|"
    r"verão|inverno|outono|primavera|fim de semana|vez)\b|depois d[eoa]s?\b|assim como\b|"
    r"outr[ao]s (?:\d+|dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez)\b|"
    r"e se\b",
}
_SPEAKER = {
    "de": rf"[,“”\"»«] (?:so|{_SAID['de']}) (?:er|sie)\b|\b(?:ihm|ihr|ihnen) zufolge\b|, laut (?:ihm|ihr|ihnen)\b",
    "fr": r"[,»”\"] ?(?:(?:[\w’']+-)+(?:t-)?(?:ils?|elles?)\b|selon (?:lui|elle|eux|elles)\b)",
    "es": rf"[»”\"],? (?:{_SAID['es']}),(?! (?:el|la|los|las)\b)(?![^,]*, (?:el|la|los|las)\b)|[,»”\"] (?:{_SAID['es']})(?: (?:él|ella|ellos|ellas))?[.]?[»”\"]?$|[,»”\"] según (?:él|ella|ellos|ellas)\b",
    "it": rf"[»”\"],? (?:{_SAID['it']}),(?! (?:il|la|lo|i|gli|le)\b)(?![^,]*, (?:il|la|lo|i|gli|le)\b)|[,»”\"] (?:{_SAID['it']})(?: (?:lui|lei|egli|ella|loro))?[.]?[»”\"]?$|[,»”\"] secondo (?:lui|lei|loro)\b",
    "pt": rf"[»”\"],? (?:{_SAID['pt']}),(?! (?:o|a|os|as)\b)(?![^,]*, (?:o|a|os|as)\b)|[,»”\"] (?:{_SAID['pt']})(?: (?:ele|ela|eles|elas))?[.]?[»”\"]?$|[,»”\"] segundo (?:ele|ela|eles|elas)\b",
}
_LATER = {
    "de": r"^(?:Nach|In|Im|Am|An|Bei|Vor|Seit|Während|Mit|Zum|Zur|Um|Bis|Zuvor|Später|Gestern|Heute) (?:[^\s,]+ ){1,5}"
    r"(?:er|sie)\b",
    "fr": r"^(?:Après|Dans|En|À|Lors|Pendant|Depuis|Avant|Durant|Par|Pour|Hier|Au|Aux|Le) (?:[a-zà-ÿ\d][\w’'-]* ){0,5}[a-zà-ÿ\d][\w’'-]*, "
    r"(?:il|elle|ils|elles)\b(?! (?:y (?:a|avait)|faut|fallait|semble|reste|est (?:probable|possible|clair)))",
    "es": r"^(?:Tras|En|Después|Desde|Durante|Antes|Para|Por|Con|Al|El) (?:[a-zà-ÿ\d][\w-]* ){0,5}[a-zà-ÿ\d][\w-]*,? (?:él|ella|ellos|ellas)\b",
    "it": r"^(?:Dopo|In|Nel|Nella|Durante|Da|Dal|Prima|Per|Con|Al|Alla) (?:[a-zà-ÿ\d][\w’'-]* ){0,5}[a-zà-ÿ\d][\w’'-]*,? "
    r"(?:egli|lui|lei|essi|loro)\b",
    "pt": r"^(?:Após|Em|No|Na|Depois|Durante|Desde|Antes|Para|Por|Com|Ao|À) (?:[a-zà-ÿ\d][\w-]* ){0,5}[a-zà-ÿ\d][\w-]*,? (?:ele|ela|eles|elas)\b",
}
_LATE = {
    "de": r"(?:der|die|das|den|dem) (?:beiden|Vorfall|Entscheidung|Gesetz|Maßnahme|Beschluss|Bericht|Ankündigung|Plan|"
    r"Abkommen|Erklärung|Urteil|Tat)\b",
    "fr": r"(?:(?:le|la|les) (?:deux|mêmes?|décision|rapport|annonce|projet|accord|mesure|incident)|l['’](?:accord|annonce|"
    r"incident|affaire))\b(?! d(?:e|u|es)\b)",
    "es": r"(?:el|la|los|las) (?:dos|mism[ao]s?|decisión|informe|anuncio|acuerdo|medida|incidente|ley|plan|declaración)\b"
    r"(?! del?\b)",
    "it": r"(?:(?:il|la|i|le|gli) (?:due|stess[aoei]|decisione|rapporto|annuncio|legge|misura|piano)|l['’](?:accordo|annuncio|"
    r"incidente))\b(?! d(?:i|el|ella|ei|elle|ello)\b)",
    "pt": r"(?:os?|as?) (?:dois|duas|mesm[ao]s?|decisão|relatório|anúncio|acordo|medida|incidente|lei|plano|declaração)\b"
    r"(?! d[eoa]s?\b)",
}


@cache
def hanging(language: str) -> Hanging | None:
    """The patterns of a language (ISO 639-1), None without any."""
    if language not in _OPENS:
        return None
    start = r"^[\"“„«»‚‘'( –—-]*"
    end = r"(?![\w]|[’'-]\w|\.\s?[A-ZÀ-Þ])"
    return Hanging(
        re.compile(rf"{start}(?:{_OPENS[language]}){end}", re.IGNORECASE),
        re.compile(rf"{start}(?:{_ALONE[language]})", re.IGNORECASE),
        re.compile(_SPEAKER[language], re.IGNORECASE),
        re.compile(_LATER[language]),
        re.compile(rf"{start}(?:{_LATE[language]})", re.IGNORECASE),
    )
