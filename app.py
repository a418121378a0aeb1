"""The web demo's start: begins with the sample day, then serves the page (webapp/page.py). Importing it loads no model.

    python app.py [--public] [--mcp]      then open http://127.0.0.1:7860

`--public` (or SUMMARIZE_PUBLIC=1) turns off fetching by address, the owner's own news and corrections, for a page on
the open internet. `--mcp` offers the named endpoints as tools too; it needs the package `mcp`.
"""

import argparse
import os
from importlib.util import find_spec

from summarizer.errors import ConfigError
from webapp.days import Days
from webapp.site import Site, offered


def main() -> None:
    """Serve the page on this machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", action="store_true", help="no fetching by address, no own news, no corrections")
    parser.add_argument("--mcp", action="store_true", help="offer the endpoints as MCP tools too")
    parser.add_argument("--model", default="default", help="the model chosen when the page opens")
    parser.add_argument("--store", default="", help="where the sample day is kept; default: demo.db in the data folder")
    parser.add_argument("--host", default=os.environ.get("GRADIO_SERVER_NAME", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("GRADIO_SERVER_PORT", "7860")))
    args = parser.parse_args()
    if args.mcp and find_spec("mcp") is None:
        parser.error("--mcp needs the package mcp: pip install 'gradio[mcp]'")
    # A Hugging Face Space is open to the internet.
    public = args.public or os.environ.get("SUMMARIZE_PUBLIC", "0") not in ("", "0") or "SPACE_ID" in os.environ
    if "SPACE_ID" in os.environ:
        from summarizer.summaries.models import weights

        # A Space installs requirements.txt and starts this file: nothing else would fetch the model.
        weights.fetch()
    try:
        models = offered(public)
    except ConfigError as error:
        parser.error(f"{error.message} {error.hint}".strip())
    if args.model not in models:
        parser.error(f"there is no model {args.model!r} here; use one of: {', '.join(models)}")
    site = Site(public=public, models=models, model=args.model, store=args.store)
    days = Days(site)
    if site.autostart:
        days.warm()
    # Gradio takes seconds to import: the model is loaded meanwhile.
    from webapp.page import launch

    launch(site, days, server_name=args.host, server_port=args.port, mcp_server=args.mcp)


if __name__ == "__main__":
    main()
