"""What a verb needs to say what it says: whither, as what, against whom, for what, by whom, to what end. For the licence. English."""

from summarizer.grammar import Parse
from summarizer.summaries.verification.arcs import prepositions, speaks, tells_when
from summarizer.summaries.verification.time_limits import is_when
from summarizer.text import fold

_UNFINISHED_WORDS = (
    "call urge ask tell allow force order agree want try plan decide refuse fail threaten promise seek begin start continue "
    "challenge invite encourage persuade convince press enable require compel authorize permit vow expect appoint name elect "
    "nominate hire"
)
_UNFINISHED = frozenset(_UNFINISHED_WORDS.split())
"""Verbs that say little, or another thing, without what is to be done."""
_TAKEN_WORDS = "cast describe regard treat portray see view present dismiss identify hail denounce condemn characterize depict brand use"
_TAKEN_AS = frozenset(_TAKEN_WORDS.split())
"""Verbs that say nothing without what somebody, or something, is taken as."""
_COUNTED_AS = frozenset(("count", "rank", "list", "number", "know"))
_JUDGING = frozenset(("find", "make", "keep", "leave", "consider", "deem", "render"))
"""Verbs that say nothing without what a thing is found, or made, to be."""
_BLAMING_WORDS = (
    "blame criticize lambast lambaste slam praise thank condemn rebuke chide fault accuse charge convict acquit sue fine punish "
    "sentence honor reward apologize"
)
_BLAMING = frozenset(_BLAMING_WORDS.split())
"""Verbs that say half without for what."""
_CAUSES = frozenset(("for", "of", "with", "over"))
_PLACED = frozenset(("put", "place", "set", "date", "locate", "base", "pit", "land", "lie"))
"""Verbs that say half without where."""
_BARE = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "punct", "mark", "neg", "cc", "conj"))
_CHANGED_WORDS = "reduce cut raise lower fall rise drop increase grow climb shrink revise lift decline slip jump"
_CHANGED = frozenset(_CHANGED_WORDS.split())
_ON = frozenset(("of", "about", "for", "against"))
"""Behind them stands what somebody speaks of."""
_GOALS = frozenset(("to", "as", "against"))
_NO_GOALS_WORDS = "part result precaution date applause response mother father parent addition contrast"
_NO_GOALS = frozenset(_NO_GOALS_WORDS.split())
"""Behind a goal's preposition these tell something by the way: "as part of an inquiry"."""
_TALKS = frozenset(("speak", "talk", "testify", "write", "listen", "point"))
"""Verbs of what is said to somebody, who matters less."""
_URGING = frozenset(("urge", "ask", "tell", "call", "demand", "warn", "beg", "invite", "order"))
_DESPITE = frozenset(("despite", "except", "without", "unlike"))
_PLACE_WORDS = "country state city town village county province region district nation area island continent"
_PLACES = frozenset(_PLACE_WORDS.split())
_SOME = frozenset(("some", "several", "many", "few"))
_PARTS_WORDS = "community school case area place part neighborhood hospital household instance respect way"
_PARTS = _PLACES | frozenset(_PARTS_WORDS.split())
_AT = frozenset(("in", "at", "on", "near", "outside"))


def goals(tree: Parse, place: int) -> frozenset[str]:
    """Whither, as what and against whom something is done."""
    if speaks(tree.words[place]) or tree.words[place].lemma in _TALKS:
        return frozenset()
    # Behind an object "to" may be the object's: "stopped deliveries to Halden".
    goals = _GOALS - {"to"} if tree.below(place, "dobj") else _GOALS
    found = [i for i in tree.below(place, "prep") if i > place and fold(tree.words[i].text) in goals]
    told = [(i, [tree.words[k] for k in tree.below(i, "pobj")]) for i in found]
    return tree.texts(
        i for i, goal in told if goal and not any(tells_when(word) or word.lemma in _NO_GOALS for word in goal)
    )


def ways(tree: Parse, place: int) -> frozenset[str]:
    """Where something was driven, what it was kept from, whether it went up or down: "revised down", "onto a sandbank"."""
    behind = fold(tree.words[place + 1].text) if place + 1 < len(tree.words) else ""
    found = tree.texts(tree.below(place, "prep", "prt"))
    return frozenset(found & {"from", "onto", "into"}) | ({behind} & {"down", "up", "off", "away", "back"})


def ends(tree: Parse, place: int) -> frozenset[str]:
    """What somebody is called on, or agrees, to do."""
    done = [
        i for i in tree.below(place, "xcomp") if any(fold(tree.words[k].text) == "to" for k in tree.below(i, "aux"))
    ]
    return frozenset(tree.words[i].lemma for i in done if tree.words[place].lemma in _UNFINISHED)


def urging(tree: Parse, place: int) -> frozenset[str]:
    """To what a deed urges somebody, without a comma: "made appeals urging them to stay"."""
    found = [i for i in tree.below(place, "advcl", "ccomp") if i > place and tree.words[i].tag == "VBG"]
    return tree.texts(i for i in found if tree.words[i].lemma in _URGING and tree.words[i - 1].text != ",")


def taken(tree: Parse, place: int) -> frozenset[str]:
    """What somebody, or something, is taken as, or counted among: "cast the incident as an accident"."""
    told, lemma = prepositions(tree, place), tree.words[place].lemma
    return told & {"as"} if lemma in _TAKEN_AS else told & {"as", "among"} if lemma in _COUNTED_AS else frozenset()


def judged(tree: Parse, place: int) -> frozenset[str]:
    """That an adjective says what somebody finds, or makes, a thing to be."""
    if tree.words[place].lemma not in _JUDGING:
        return frozenset()
    told = tree.below(place, "oprd", "acomp", "ccomp", "xcomp")
    return frozenset(("what it is",)) if any(tree.words[i].pos == "ADJ" for i in told) else frozenset()


def blamed(tree: Parse, place: int) -> frozenset[str]:
    """For what somebody is blamed, praised or charged."""
    if tree.words[place].lemma not in _BLAMING:
        return frozenset()
    return _CAUSES & prepositions(tree, place)


def placed(tree: Parse, place: int) -> frozenset[str]:
    """That it is said where something was put, or lies."""
    if tree.words[place].lemma not in _PLACED:
        return frozenset()
    told = [i for i in tree.below(place, "prep", "advmod", "prt") if i > place and not is_when(tree, i)]
    return frozenset(("where",)) if told else frozenset()


def there(tree: Parse, place: int) -> frozenset[str]:
    """ "There", which is somewhere that only the source has told, where it says no place besides."""
    if speaks(tree.words[place]) or _AT & prepositions(tree, place):
        return frozenset()
    found = [i for i in tree.below(place, "advmod") if tree.words[i].tag == "RB"]
    return frozenset(("there",)) & tree.texts(found)


def places_counted(tree: Parse, place: int) -> frozenset[str]:
    """In how many countries, or in some communities or cases only, something is so."""
    found = [
        k
        for i in tree.below(place, "prep")
        for k in tree.below(i, "pobj")
        if fold(tree.words[i].text) in ("in", "across", "among")
    ]
    counts = [n for k in found if tree.words[k].lemma in _PLACES for n in tree.below(k, "nummod")]
    return tree.texts(counts) | (
        _SOME & tree.texts(n for k in found if tree.words[k].lemma in _PARTS for n in tree.below(k, "det", "amod"))
    )


def doers(tree: Parse, place: int) -> frozenset[str]:
    """By whom something was done."""
    return frozenset(tree.words[i].text for i in tree.below(place, "agent"))


def amounts(tree: Parse, place: int) -> frozenset[str]:
    """The amount to which something rose or fell."""
    if tree.words[place].lemma not in _CHANGED:
        return frozenset()
    told = [i for i in tree.below(place, "prep") if fold(tree.words[i].text) == "to"]
    return tree.texts(k for i in told for k in tree.below(i, "pobj"))


def spoken(tree: Parse, place: int) -> frozenset[str]:
    """What somebody says, or writes."""
    word = tree.words[place]
    if not speaks(word):
        return frozenset()
    told = word.relation in ("ccomp", "parataxis", "advcl", "relcl", "acl") or tree.below(
        place, "ccomp", "dobj", "xcomp", "parataxis", "oprd", "acomp", "nsubjpass"
    )
    on = prepositions(tree, place) & _ON
    return frozenset(("what is said",)) if told or on else frozenset()


def denied(tree: Parse, place: int) -> frozenset[str]:
    """With what limits something is denied: who denies having telephoned on the bridge may have telephoned."""
    word = tree.words[place]
    if word.relation not in ("ccomp", "xcomp") or tree.words[word.head].lemma != "deny":
        return frozenset()
    return prepositions(tree, place)


def despite(tree: Parse, place: int) -> frozenset[str]:
    """Despite, or without, what it is so, and by doing what it was done."""
    found = tree.below(place, "prep")
    by = [i for i in found if fold(tree.words[i].text) == "by" and tree.below(i, "pcomp")]
    return tree.texts(by) | (_DESPITE & tree.texts(found))


def clause_told(tree: Parse, place: int) -> frozenset[str]:
    """What a relative clause says beside its verb, "which starts in December", also one of a participle, "found in May"; of other
    clauses nothing is asked."""
    told = [i for i in tree.children[place] if tree.words[i].relation not in _BARE]
    return frozenset(("what it says",)) if told or tree.words[place].relation not in ("relcl", "acl") else frozenset()


def stranded(tree: Parse, place: int) -> frozenset[str]:
    """The preposition at the end of a clause whose object stands before it: "nobody they should be concerned about"."""
    return tree.texts(i for i in tree.below(place, "prep") if not tree.children[i] and i > place)
