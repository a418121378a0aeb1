"""A page's HTML tree -> the text of its article, from headline (not included) to end. Knows no title, date or network.

trafilatura finds the body. Around it stands what it cannot know: other articles and teasers on the same page are taken
out before, the standfirst is put back where the page both declares and shows it, the headline and what stands above it
leave, and where the publisher declares the body, the text ends where that ends. A page that a script would have to
build is read from the data it brings along.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from summarizer.errors import InputError
from summarizer.text import fold, tidy, word_count

LEAST_WORDS = 20
"""Less than this is no article."""
_TEASER_WORDS = 8
"""A link around a block of so many words is a teaser for another page, not a reference in a sentence."""
_OWN_WORDS = 100
"""An article that has so many words of its own can do without the others on its page."""
_MOST_COMPARED = 500_000
"""Longer texts are no articles, and comparing them line by line would take long."""
_HEAD_LINES = 8
"""Within so many lines from the top, headline and breadcrumbs are looked for."""
_TAIL = re.compile(
    r"^[\W_]*(?:(?:more|mehr|más|plus|altro|mais) (?:from|on|stories|in|themen|zu|noticias|de|sur|su|sobre)\b.{0,40}|popular|most (?:read|popular|viewed)|"
    r"(?:related|similar|recommended|latest|top|other)(?: (?:articles?|stories|news|posts|coverage|content|topics|reading))?|"
    r"read (?:more|next|also)|you (?:may|might) also (?:like|be interested in)|what to read next|trending(?: now)?|"
    r"ähnliche artikel|weitere (?:artikel|themen|nachrichten)|(?:das könnte|könnte) (?:sie|dich) auch interessieren|meistgelesen|"
    r"(?:artículos|noticias|temas) relacionad[oa]s|te puede interesar|lo más (?:leído|visto)|"
    r"(?:articles liés|sur le même sujet|à lire aussi|les plus lus)|articoli correlati|leggi anche|leia (?:também|mais)|"
    r"関連(?:記事|キーワード|ニュース)|おすすめ(?:情報|記事)|この記事は会員限定です|관련 ?기사|相关(?:新闻|阅读)|похожие материалы|читайте также)\W*$",
    re.IGNORECASE,
)
"""What heads the list of other things to read, below an article."""
_MOST_TEASER = 160
"""No line of such a list has more characters."""
_STAMP = re.compile(r"^(?=.*\b(?:19|20)\d\d)(?=.*\d ?[:.h時] ?\d\d).{8,60}$")
_LITERAL = re.compile(r'(?<!\\)"(?:[^"\\]|\\.)*+"', re.DOTALL)
_LONG = 400
_MARKUP = re.compile(r"<p[\s>]", re.IGNORECASE)


def text_of(tree: Any, main: dict[str, Any], url: str, headlines: Sequence[str], *, live: bool = False) -> str:
    """The article's text, a line a paragraph, '' when there is none.

    `main` is the page's declared article (JSON-LD) or empty, `headlines` what may stand above the text, `live` keeps
    all entries of a live blog. Raises InputError when the page cannot be taken apart.
    """
    body = _own_article(deepcopy(tree), headlines, live)
    text = _found(body, url)
    declared = _declared(main)
    # The declared body is the publisher's own; used where the search found much less than it.
    if word_count(declared) > 1.5 * word_count(text):
        text = declared
    if word_count(text) < LEAST_WORDS:
        text = max(text, _embedded(tree), key=word_count)
    lines = _below_headline(text.split("\n"), headlines)
    lines = _above_tail(_until_declared_end(lines, declared))
    return "\n".join(_with_standfirst(tree, lines, main, headlines))


def _found(tree: Any, url: str) -> str:
    from trafilatura import bare_extraction

    def search(recall: bool) -> str:
        found = bare_extraction(
            deepcopy(tree), url=url or None, include_comments=False, include_tables=False, favor_recall=recall
        )
        return tidy(found.text or "") if found is not None else ""

    try:
        text = search(recall=False)
        return text if word_count(text) >= LEAST_WORDS else max(text, search(recall=True), key=word_count)
    except Exception as error:  # trafilatura and lxml raise what they raise on hostile pages
        raise InputError(f"the page could not be taken apart ({type(error).__name__}).") from error


def _own_article(tree: Any, headlines: Sequence[str], live: bool) -> Any:
    """The tree without other articles below the first, captions, and teasers (blocks of text inside one link)."""
    articles = [a for a in tree.iter("article") if not any(b.tag == "article" for b in a.iterancestors())]
    if live:
        for entry in articles:
            # The search would keep the first alone.
            entry.tag = "div"
    else:
        first = next((a for a in articles if _has_headline(a, headlines)), None)
        if first is not None and _prose(first) >= _OWN_WORDS:
            for other in articles[articles.index(first) + 1 :]:
                _drop(other)
    for caption in list(tree.iter("figcaption")):
        _drop(caption)
    teasers = [a for a in tree.iter("a") if _is_teaser(a)]
    if teasers and _prose(tree) - sum(map(_prose, teasers)) >= _OWN_WORDS:
        for teaser in teasers:
            _drop(teaser)
    return tree


def _has_headline(element: Any, headlines: Sequence[str]) -> bool:
    wanted = {_bare(headline) for headline in headlines}
    return any(_bare(h.text_content()) in wanted for h in element.iter("h1", "h2"))


def _is_teaser(link: Any) -> bool:
    blocks = next(link.iter("p", "div", "h2", "h3", "h4", "li"), None)
    return blocks is not None and word_count(link.text_content()) >= _TEASER_WORDS


def _prose(element: Any) -> int:
    return sum(word_count(p.text_content()) for p in element.iter("p"))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _declared(main: dict[str, Any]) -> str:
    body = main.get("articleBody")
    return tidy(without_tags(body)) if isinstance(body, str) else ""


def without_tags(text: str) -> str:
    """A declared string without the markup and entities that publishers leave in it."""
    return html.unescape(re.sub(r"<[^>]{1,200}>", " ", html.unescape(text)))


def _until_declared_end(lines: list[str], declared: str) -> list[str]:
    """Drop what follows the last line that the declared body has too, where it has most of the text."""
    if not declared or len(declared) + sum(map(len, lines)) > _MOST_COMPARED:
        return lines
    whole = _bare(declared)
    known = [len(line) >= 40 and _bare(line)[-60:] in whole for line in lines]
    share = sum(len(line) for line, is_known in zip(lines, known, strict=True) if is_known)
    if share < 0.6 * sum(map(len, lines)):
        return lines
    return lines[: len(known) - known[::-1].index(True)]


def _below_headline(lines: list[str], headlines: Sequence[str]) -> list[str]:
    """Drop the headline where it opens the text, the breadcrumbs and kickers above it, and the time below it."""
    names = tuple(name for name in map(_bare, headlines) if name)
    for place, line in reversed(list(enumerate(lines[:_HEAD_LINES]))):
        if _is_headline(_bare(line), names) and all(word_count(above) <= 12 for above in lines[:place]):
            lines = lines[place + 1 :]
            break
    while lines and _STAMP.match(lines[0]):
        lines = lines[1:]
    return lines


def _is_headline(line: str, names: Sequence[str]) -> bool:
    """Whether a (bare) line is one of the headlines, perhaps behind a kicker that was run into it."""
    return any(
        line == name or (len(name) >= 20 and line.endswith(name) and len(line) <= len(name) + 60) for name in names
    )


def _above_tail(lines: list[str]) -> list[str]:
    """Drop the list of other things to read at the end: a heading for it, and no full paragraph below."""
    full = max((place for place, line in enumerate(lines) if len(line) > _MOST_TEASER), default=0)
    return next((lines[:place] for place in range(full + 1, len(lines)) if _TAIL.match(lines[place])), lines)


def _with_standfirst(tree: Any, lines: list[str], main: dict[str, Any], headlines: Sequence[str]) -> list[str]:
    """Put the standfirst first, where the page shows one above its text that the search left out."""
    whole = _bare(" ".join(lines))
    names = {_bare(headline) for headline in headlines}
    for candidate in dict.fromkeys(_standfirsts(tree, main)):
        mine = _bare(candidate)
        if mine in whole or mine in names:
            continue
        return [candidate, *lines]
    return lines


def _standfirsts(tree: Any, main: dict[str, Any]) -> Iterator[str]:
    """The visible blocks that the page also declares as its description."""
    declared = {_bare(text) for text in _descriptions(tree, main) if word_count(text) >= 5}
    declared.discard("")
    if not declared:
        return
    body = next(tree.iter("body"), tree)
    for element in body.iter("p", "div", "h2", "h3", "span", "strong", "section"):
        content = element.text_content()
        if 20 <= len(content) <= 800 and _bare(content) in declared:
            yield " ".join(tidy(content).split())


def _descriptions(tree: Any, main: dict[str, Any]) -> Iterator[str]:
    if isinstance(main.get("description"), str):
        yield without_tags(main["description"])
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name in ("description", "og:description", "twitter:description", "dc.description"):
            yield meta.get("content") or ""


def _embedded(tree: Any) -> str:
    """The longest HTML text among the strings of the page's scripts: pages that are built in the reader's browser."""
    best = ""
    for script in tree.iter("script"):
        for text in _strings(script.text_content()[:5_000_000], 0):
            if start := _MARKUP.search(text):
                best = max(best, _paragraphs(text[start.start() :]), key=word_count)
    return best


def _strings(source: str, depth: int) -> Iterator[str]:
    for literal in _LITERAL.finditer(source):
        if len(literal[0]) < _LONG:
            continue
        try:
            text = json.loads(literal[0], strict=False)
        except ValueError:
            continue
        yield text
        if depth < 1:
            yield from _strings(text, depth + 1)


def _paragraphs(markup: str) -> str:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    blocks = (" ".join(tidy(block.text_content()).split()) for block in tree.iter("p", "h2", "h3", "h4", "blockquote"))
    return "\n".join(block for block in blocks if block)


def _bare(text: str) -> str:
    """Letters and digits alone, folded: equal for texts that differ in spaces, quotes and accents."""
    return "".join(char for char in fold(tidy(text)) if char.isalnum())
