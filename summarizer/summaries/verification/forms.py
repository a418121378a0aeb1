"""English word tables of the checks: function words, irregular forms, speech and hedging words. Tables only."""

from summarizer.numerals import MONTHS, WEEKDAYS

_FUNCTION = (
    "a an the this that these those and or but nor so yet if as of in on at by for from to into onto with about over "
    "under after before between among through during against within upon per via than then there here he she it they "
    "we you i him her them us me his hers its their theirs our ours your yours my mine himself herself itself "
    "themselves who whom whose which what when where why how be is are was were been being am do does did doing done "
    "have has had having will would shall should can could may might must not no also just only very more most such "
    "own same too s t re ve ll d m n't up down out off while because although though since until whether both each "
    "other another some any all few many much least about nearly almost around roughly said says say saying according told tells added adding one didn't "
    "doesn't don't isn't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot couldn't shouldn't aren't it's "
    "he's she's they're we're i'm that's"
)
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words that bind content and carry none; "said" is judged by the attribution check, "not" by the hedges."""

_OPENERS = (
    "and but while after when as because although though who which where whose since before if whereas amid including "
    "despite"
)
CLAUSE_OPENERS = frozenset(_OPENERS.split())

IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "killed": "kill", "died": "die", "dead": "die", "dies": "die",
    "dying": "die", "deaths": "die", "death": "die", "shot": "shoot", "won": "win", "winning": "win",
    "lost": "lose", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "rising": "rise", "led": "lead",
    "left": "leave", "struck": "strike", "stricken": "strike", "took": "take", "taken": "take", "held": "hold",
    "made": "make", "gave": "give", "given": "give", "met": "meet", "sent": "send", "found": "find", "fought": "fight",
    "bought": "buy", "sold": "sell", "built": "build", "broke": "break", "broken": "break", "began": "begin",
    "begun": "begin", "chose": "choose", "chosen": "choose", "went": "go", "gone": "go", "came": "come", "ran": "run",
    "spoke": "speak", "spoken": "speak", "wrote": "write", "written": "write", "saw": "see", "seen": "see",
    "grew": "grow", "grown": "grow", "flew": "fly", "flown": "fly", "fled": "flee", "drove": "drive",
    "driven": "drive", "became": "become", "brought": "bring", "caught": "catch", "beaten": "beat",
    "paid": "pay", "stole": "steal", "stolen": "steal", "hid": "hide", "hidden": "hide", "kept": "keep",
    "bit": "bite", "bitten": "bite", "hurt": "hurt", "cut": "cut", "hit": "hit", "threw": "throw", "thrown": "throw",
    "drew": "draw", "drawn": "draw", "sued": "sue", "sank": "sink", "sunk": "sink", "swore": "swear", "sworn": "swear",
    "shook": "shake", "shaken": "shake", "woke": "wake", "rode": "ride", "tore": "tear", "torn": "tear", "bore": "bear",
    "forgave": "forgive", "forgot": "forget", "knew": "know", "known": "know", "taught": "teach", "dealt": "deal",
    "bound": "bind", "shut": "shut", "people": "person", "lives": "life", "lived": "live",
}  # fmt: skip

_SPEECH = (
    "said says say saying told tells tell added adds adding stated states reported reports announced announces claimed "
    "claims alleged alleges insisted insists argued argues warned warns explained explains noted notes wrote writes "
    "tweeted confirmed confirms denied denies suggested suggests acknowledged admitted admits promised promises vowed "
    "vows according declared declares predicted predicts testified believes believed thinks thought called"
)
SPEECH = frozenset(_SPEECH.split())
"""Verbs (and "according") by which a text gives someone else's words."""

_CLAIM = (
    "claim claims claimed claiming alleged alleges alleging allegedly allegation allegations accused accuses accusing "
    "suspected suspect reportedly purported purportedly supposedly rumored rumoured rumors rumours unconfirmed "
    "unverified"
)
_MAY = (
    "may might could possibly perhaps potentially potential possible likely unlikely probably expected expects plans "
    "plan planned planning proposed proposes considering considers seeks seeking threatened threatens threatening "
    "hopes hoping would if unless aims aiming intends intend attempted attempting tries trying tried wants want threat threats effort efforts bid proposal urged "
    "urges urging calls asked asks should scheduled set"
)
_DENY = "denied denies deny denying denial refuted disputes disputed"
_NOT = "not no never none nobody nothing neither nor without cannot n't failed fails unable lack lacks lacking"
HEDGES = {
    "claim": frozenset(_CLAIM.split()),
    "possibility": frozenset(_MAY.split()),
    "denial": frozenset(_DENY.split()),
    "negation": frozenset(_NOT.split()),
}
"""What a word makes of a statement: somebody's claim, a possibility, something denied, something negated."""

_DENYING_WORDS = "barely hardly scarcely rarely seldom refuse refuses refused refusing decline declines declined few little only until"
DENYING = HEDGES["negation"] | HEDGES["denial"] | frozenset(_DENYING_WORDS.split())
"""Words in one of which a text denies something, however it does."""

_CORE = (
    "may might could possibly perhaps should planned plans expected expects likely unlikely considering "
    "threatened threatens proposed attempted"
)
CORE_MODALS = frozenset(_CORE.split())
"""The words of possibility whose loss changes what is said; the others are near them in meaning."""

PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i"))

TIMES = frozenset(
    (
        *WEEKDAYS,
        *MONTHS,
        *["week", "month", "year", "weekend", "night", "evening", "morning", "afternoon", "today", "yesterday"],
    )
)
"""Lemmas of words that tell when."""

NOUN_FORMS = frozenset(("dead", "death", "deaths", "lives", "people", "men", "women", "children", "person"))
"""Irregular forms that are no verbs."""
CUT_OFF = frozenset(
    ("the", "a", "an", "of", "and", "or", "but", "that", "than", "to", "with", "from", "for", "at", "as", "into")
)
"""Words with which no whole sentence or headline ends."""

_UNCHANGED = "forecast broadcast cost cut hit hurt put set shut spread split burst cast shed"
UNCHANGED = frozenset(_UNCHANGED.split())
"""Verbs whose past is the verb itself."""
