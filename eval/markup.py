"""What the reports share: the head of a page, tables, warnings, the signature. Every text is escaped; nothing is loaded."""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_STYLE = Path(__file__).with_name("page.css")


def head(title: str) -> str:
    """A page up to its first heading's text, without scripts or third parties."""
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{quoted(title)}</title><style>{_STYLE.read_text('utf-8')}</style></head><body>"
    )


def warned(warnings: Sequence[str], most: int = 12) -> list[str]:
    """The first warnings as paragraphs, the others folded away."""
    shown = [f"<p class='warn'>{quoted(line[:400])}</p>" for line in warnings[:most]]
    if len(warnings) > most:
        rest = "".join(f"<li>{quoted(line[:400])}</li>" for line in warnings[most:])
        shown.append(f"<details><summary>{len(warnings) - most} more notes</summary><ul>{rest}</ul></details>")
    return shown


def signed(signature: str) -> str:
    """The signature as a paragraph."""
    return f"<p class='signature'>Signature: <code>{quoted(signature)}</code></p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows, the first of them a head; a cell that ends in a star is the best."""
    names = "".join(f"<th scope='col'>{quoted(value)}</th>" for value in rows[0])
    body = "".join(
        f"<tr><th scope='row'>{quoted(row[0])}</th>{''.join(_value(value) for value in row[1:])}</tr>"
        for row in rows[1:]
    )
    return f"<div class='wide' tabindex='0'><table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table></div>"


def _value(text: str) -> str:
    return f"<td{' class=' + chr(39) + 'best' + chr(39) if text.endswith('*') else ''}>{quoted(text)}</td>"


def quoted(text: Any) -> str:
    """The text, safe within an element or an attribute."""
    return html.escape(str(text), quote=True)
