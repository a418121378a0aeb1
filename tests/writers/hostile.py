"""Digests in which every text is an attack, and strategies that make such texts."""

from dataclasses import replace

from hypothesis import strategies as st

from summarizer.testing import sample_digest
from summarizer.types import Article, Change, Conflict, Digest, Duplicate, Sentence, Skipped, Story

ATTACKS = (
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus=alert(1) '",
    "[click](javascript:alert(1))",
    "![pixel](https://evil.example/p.png)",
    "<https://evil.example/>",
    "https://evil.example/bare and www.evil.example",
    "[ref]: https://evil.example/\n\n[ref]",
    "# Heading\n## Another\n***\n---\n===",
    "- item\n+ item\n1. item\n2) item\n> quote",
    "`code` ``` fence ~~~ $x$",
    "a | b | c",
    "&lt;script&gt; &#60;b&#62; &amp;",
    "Subject: x\r\nBcc: victim@evil.example\r\n\r\nbody",
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\u202egnp.exe\u2066 x \u2069",
    "]]><evil/><![CDATA[",
    "{{ 7*7 }} {% raw %}",
    "\ud800 \x00 \ufffe",
)
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt://evil.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://good.example@evil.example/",
    "https://good.example\\@evil.example/",
    'https://a.example/"><script>alert(1)</script>',
    "https://a.example/) [x](javascript:alert(1)",
    "https://a.example/>\n<script>",
    "//evil.example/x",
    "https://",
    "https://[::1",
    "https://a.example:99999999/",
    "ftp://a.example/",
    "https://a.example/\u202ex",
)

texts = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(max_size=60),
    st.text(alphabet="<>\"'`[](){}!#*_|\\&;:/-+=~. \n\r\tax1\u202e\u2066\x1b\x00\u200d", max_size=60),
)
links = st.one_of(st.sampled_from(LINKS), texts, texts.map(lambda text: f"https://a.example/{text}"))


def poison(digest: Digest, text: str, link: str) -> Digest:
    """The digest with `text` wherever a text from outside may stand, and `link` as every address."""

    def sentence(s: Sentence) -> Sentence:
        return replace(s, text=text)

    def article(a: Article) -> Article:
        return replace(
            a, title=text, text=text * 3, source=text, url=link, agency=text, language=text, authors=(text,), place=text
        )

    def conflict(c: Conflict) -> Conflict:
        return replace(c, quantity=text, values=tuple(replace(v, value=text) for v in c.values))

    def story(s: Story) -> Story:
        summary = replace(
            s.summary,
            headline=sentence(s.summary.headline),
            short=tuple(map(sentence, s.summary.short)),
            long=tuple(map(sentence, s.summary.long)),
            notes=(text,),
        )
        cluster = replace(s.cluster, articles=tuple(map(article, s.cluster.articles)), keywords=(text, "k"))
        conflicts = tuple(map(conflict, s.conflicts))
        return replace(s, cluster=cluster, summary=summary, conflicts=conflicts, changes=(Change("summary", text),))

    duplicates = (Duplicate(text, digest.stories[0].cluster.articles[0].id, text, link, text),)
    stories = tuple(map(story, digest.stories))
    return replace(
        digest, title=text, stories=stories, skipped=(Skipped(text, text),), duplicates=duplicates, signature=text
    )


def attacked(text: str, link: str = LINKS[0]) -> Digest:
    """The sample digest, poisoned."""
    return poison(sample_digest(), text, link)
