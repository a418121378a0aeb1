"""Where sentences end in German, French, Spanish, Italian and Portuguese: at a full stop that belongs to no abbreviation,
initial or ordinal. Rules and tables by language, after Grefenstette and Tapanainen (1994); a trained English model takes
short words of other languages for abbreviations and their abbreviations for words.
"""

import re
from dataclasses import dataclass
from functools import cache

from summarizer.numerals import MONTHS

_END = re.compile(
    r"(?<![.!?…])(?P<marks>[.!?…]++)(?P<close>[\"”“’'»«›‹)\]]*(?:\s»)?)(?P<gap>\s++)(?=(?P<open>[^\w\s]*\s?)(?P<next>\w+))"
)
_BEFORE = re.compile(r"[^\s(\[„“\"«»‚‘]+$")
_WHOLE = re.compile(r"[.!?…][\"'“”’«»‹›)\]]*(?:\s»)?$")
_SEEN = 80
"""So many characters before a full stop are looked at."""
_LETTERS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,4}")
_DOUBLED = re.compile(r"([A-Z])\1")
_ROMAN = re.compile(r"[IVX]{2,}")
_NUMBER = re.compile(r"\d\w*|[IVXLC]+")
_VERBS = {"fr": "ay", "it": "è", "pt": "é"}
"""Language -> the letters that are words with which a sentence may end ("come è.")."""


@dataclass(frozen=True, slots=True)
class _Language:
    """The tables of one language, in lower case; with a capital what is a common word without one ("Mag.")."""

    joined: frozenset[str]
    """Abbreviations that never end a sentence: titles before names, "z.B."."""
    numbered: frozenset[str]
    """Abbreviations before a number, else common words or ends ("Art. 5", "die Art.")."""
    either: frozenset[str]
    """Abbreviations that end a sentence where an opener follows ("5 Mio. Die …", "5 Mio. Euro")."""
    openers: frozenset[str]
    """Words that, with a capital, open a sentence: articles, pronouns, prepositions, conjunctions."""


_EITHER = "co inc corp ltd jr sr bros vs"
_TABLES = {
    "de": (
        "dr prof hr hrn fr frl dipl Mag st bzw ca vgl evtl ggf inkl exkl zzgl bspw sog geb gest verh ehem gegr allg "
        "z.b d.h u.a o.ä o.a i.d.r s.o s.u v.a m.e u.u z.t z.zt einschl entspr insb insbes ing hl rd",
        "nr nrn art abs kap ziff bd s rn rdnr tel jan feb apr jun jul aug sep sept okt nov dez mo di mi do sa lit",
        "mio mrd mill tsd str chr jh jhd std min sek sen jun gmbh abt aufl hrsg",
        "der die das dem den des ein eine einer eines einem einen er sie es wir ich ihr man in im am an auf aus bei "
        "beim mit nach von vom zu zum zur für über unter vor seit bis durch gegen um ohne und aber doch oder denn "
        "auch so dann da dabei dazu damit danach dafür deshalb daher allerdings zudem außerdem wenn weil als während "
        "obwohl dass diese dieser dieses diesem diesen dies wie was wer wo warum noch nun jetzt hier dort nur schon "
        "viele alle beide sein seine seinen seiner seinem seines kein keine keiner laut neben trotz wegen zwar jedoch "
        "bereits nachdem bevor zunächst zuvor heute gestern",
    ),
    "fr": (
        "m mm mme mmes mlle mlles mgr Me dr drs pr prof st ste stes av apr env cf p.ex ex éd hab bd tél gén lt vve",
        "art p pp n vol chap fig janv févr juill sept oct nov déc al",
        "cie",
        "le la les l un une des du de d il elle ils elles on nous je ce c cette ces cet cela ça son sa ses leur leurs "
        "en dans sur sous pour par avec sans selon après avant depuis pendant lors à au aux mais et ou or donc car si "
        "quand lorsque comme alors ainsi aussi cependant toutefois pourtant puis enfin qui que qu quel quelle tout "
        "tous toutes plus plusieurs",
    ),
    "es": (
        "sr sra srta sres sras dr dra dres d dª dña lic ing arq prof profa gral cnel cap tte sgto cmdte mons pbro rev "
        "fr sto sta excmo excma ilmo ilma av avda pza ctra aprox ej p.ej c/ dpto depto hnos",
        "art arts núm núms pág págs p pp cap vol tel n",
        "uu aa hh oo mm cía ud uds vd",
        "el la los las un una unos unas él ella ellos ellas lo le les su sus este esta estos estas ese esa eso esto en "
        "a al de del con por para sin sobre según tras desde hasta entre ante y e o pero también además sin así como "
        "cuando si mientras aunque no se que qué quien ya más muchos muchas todo todos todas otro otra hay es son fue",
    ),
    "it": (
        "sig sigg dott avv ing prof proff geom rag arch mons gen col cap ten cav comm on sen es p.es ca cfr dr ss "
        "d.lgs m.llo brig magg isp tel rev",
        "art artt pag pagg n nn co lett vol cap fig p pp",
        "",
        "il lo la i gli le l un uno una un' egli lui lei essi loro questo questa questi queste quello quella quel ciò "
        "nel nella nello nei nelle in a al alla ai alle di del della dei delle da dal dalla con per su sul sulla tra "
        "fra dopo prima durante secondo ma e ed o però anche inoltre tuttavia se quando mentre come che chi non si già "
        "tutti tutte molti molte ha hanno è sono",
    ),
    "pt": (
        "sr sra srs sras srta dr dra drs prof profa eng engª arq exmo exma exa gen cel ten sgt maj alm des dep sen gov "
        "pe sto sta av p.ex ex aprox séc v",
        "art arts pág págs p pp n cap vol inc al tel núm fls",
        "ltda lda cia",
        "o a os as um uma uns umas ele ela eles elas isso isto este esta estes estas esse essa esses essas seu sua "
        "seus suas no na nos nas em ao à aos às de do da dos das com por para sem sobre segundo após desde até entre "
        "e ou mas também além porém já se quando enquanto embora como que quem não mais muitos muitas todos todas há "
        "é são foi",
    ),
}
LANGUAGES = frozenset(_TABLES)
"""ISO 639-1 codes of the languages with rules here."""
VERSION = "1"
"""Of the rules: what is kept of these languages' sentences is worthless after a change."""

_BEFORE_ORDINAL = frozenset(
    ["am", "der", "die", "das", "dem", "den", "des", "im", "vom", "zum", "zur", "beim", "jeder"]
)
_ORDINAL_NOUNS = re.compile(
    r"FC|FSV|SC|SV|TSV|VfL|VfB|Bundesliga|Liga|(?:Welt)?[Kk]rieg\w*|Jahrhundert\w*|Geburtstag\w*|Jahrestag\w*|"
    r"Lebensjahr\w*|Platz|Runde|Spieltag\w*|Minute|Etappe|Mal|(?:Straf|Zivil)?[Ss]enat\w*|Kammer|Klasse|Auflage|Stock|"
    r"Etage|Quartal\w*|Halbjahr\w*|Halbzeit|Advent\w*|Verhandlungstag\w*|Bezirk\w*"
)


@cache
def _tables(language: str) -> _Language:
    joined, numbered, either, openers = (frozenset(words.split()) for words in _TABLES[language])
    return _Language(joined, numbered, either | frozenset(_EITHER.split()), openers)


def split(line: str, language: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of one line in a language of `LANGUAGES`, in order; together they are the
    whole line but for white space between them."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(line):
        if _ends(line, match, language):
            pieces.append((start, match.start("gap")))
            start = match.end()
    pieces.append((start, len(line)))
    return pieces


def whole(text: str) -> bool:
    """Whether a text in one of these languages ends as a sentence does and closes its quotation marks: „…“, «…», »…«."""
    ended = text.count("“") + text.count("”")
    paired = text.count("„") == ended if "„" in text else text.count("“") == text.count("”")
    return bool(_WHOLE.search(text)) and paired and text.count("«") == text.count("»") and text.count('"') % 2 == 0


def _ends(line: str, match: re.Match[str], language: str) -> bool:
    following, opened = match["next"], match["open"].strip()
    if following[0].islower() and not opened.startswith("("):
        return False
    if match["marks"] != "." or match["close"].strip(")]"):
        return True
    shown = line[max(0, match.start() - _SEEN) : match.start()]
    before = _BEFORE.search(shown)
    word = before.group() if before else ""
    earlier = shown.removesuffix(word).rstrip()
    opens = bool(opened) or following[0].isdigit() or following.lower() in _tables(language).openers
    if word.isdigit():
        return language != "de" or not _ordinal(word, earlier, following, opens=opens)
    word = re.split("['’]|[.]-", word)[-1]
    if len(word) == 1 and word.isalpha():
        return _letter_ends(word, earlier, following, language, opens=opens)
    return _word_ends(word, following, _tables(language), opens=opens)


def _word_ends(word: str, following: str, table: _Language, *, opens: bool) -> bool:
    folded = word.lower()
    if folded in table.numbered and _NUMBER.fullmatch(following):
        return False
    if word.isupper() and len(word) > 2 and word.isalpha() and not _ROMAN.fullmatch(word):
        return True
    if {word, folded} & table.joined or (_DOUBLED.fullmatch(word) and _DOUBLED.fullmatch(following)):
        return False
    shortened = folded in table.either or _DOUBLED.fullmatch(word) or _LETTERS.fullmatch(word) or _ROMAN.fullmatch(word)
    return opens or not shortened or folded in ("a.m", "p.m")


def _letter_ends(letter: str, earlier: str, following: str, language: str, *, opens: bool) -> bool:
    """Whether the sentence ends after a single letter: not after an initial or "z. B.", but after "18 h", "5 p. m."."""
    table = _tables(language)
    if letter in _VERBS.get(language, ""):
        return True
    if letter.islower():
        return earlier[-1:].isdigit() or bool(letter == "m" and re.search(r"\d\s?[ap]\.$", earlier))
    if letter.lower() in table.joined or (letter.lower() in table.numbered and _NUMBER.fullmatch(following)):
        return False
    return opens and not earlier.endswith("z.")


def _ordinal(number: str, earlier: str, following: str, *, opens: bool) -> bool:
    """Whether a German number with a point is an ordinal ("am 3. Juni", "der 1. FC Köln"), not the end of a sentence."""
    if len(number) > 2:
        return False
    if not earlier or following.lower() in MONTHS or _ORDINAL_NOUNS.fullmatch(following):
        return True
    if following.isdigit():
        return bool(re.search(r"\d\.$", earlier)) or len(following) == 4
    last = re.search(r"\w+$", earlier)
    return not opens and last is not None and last.group().lower() in _BEFORE_ORDINAL
