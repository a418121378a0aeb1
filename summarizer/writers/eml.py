"""digest -> an e-mail file with a text and an HTML part; its bytes depend on the digest alone."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from summarizer.types import Digest, content_id
from summarizer.writers.html import write as write_html
from summarizer.writers.parts import plain
from summarizer.writers.text import write as write_text


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as an RFC 5322 message, ready to be sent or opened."""
    text, page = write_text(digest, length=length), write_html(digest, length=length)
    key = content_id(text.decode("utf-8"), page.decode("utf-8"))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = plain(digest.title)
    message["From"] = Address("News digest", "digest", "localhost")
    message["To"] = Address("", "reader", "localhost")
    message["Date"] = format_datetime(digest.created)
    message["Message-ID"] = f"<{key}@news-summarizer.localhost>"
    message.set_content(text.decode("utf-8"), cte="base64")
    message.add_alternative(page.decode("utf-8"), subtype="html", cte="base64")
    message.set_boundary(f"=_{key}")
    return message.as_bytes()
