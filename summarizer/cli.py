"""`summarize`: the list of sub-commands, and what happens when one fails. Each sub-command is a file in commands/.

Results go to stdout, all else to stderr. Exit codes: 0 done, 1 failed, 2 usage, 3 nothing to summarize, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence

import click
from click_default_group import DefaultGroup

from summarizer import __version__
from summarizer.commands.check import check
from summarizer.commands.configuration import config
from summarizer.commands.digest import digest
from summarizer.commands.models import models
from summarizer.commands.sources import sources
from summarizer.commands.stories import stories
from summarizer.errors import SummarizerError

INTERRUPTED = 130

EXAMPLES = """\b
Examples:
  summarize --cluster today news/ page.html https://example.org/feed.xml
  summarize                             today's stories of your configured sources
  summarize sources add https://example.org/feed.xml
  summarize --cluster yesterday --length short --format html -o news.html
  summarize --model coverage --json -   articles from standard input, no model needed

Options of the digest: summarize digest --help
"""


@click.group(
    cls=DefaultGroup,
    default="digest",
    default_if_no_args=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES,
)
@click.version_option(__version__, prog_name="summarize")
def cli() -> None:
    """Group the day's news into stories and write, for each, a summary in which every sentence shows its sources."""


for command in (digest, check, sources, stories, models, config):
    cli.add_command(command)


def without_library_bars() -> None:
    """Libraries draw bars of their own, also into pipes: not there. To be called before they are imported."""
    if not sys.stderr.isatty():
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; errors are told in a line or two, with a traceback only under -v."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    without_library_bars()
    verbose = any(a == "--verbose" or (a.startswith("-v") and set(a[1:]) == {"v"}) for a in given)
    try:
        result = cli.main(args=given, prog_name="summarize", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was finished is kept; the same command goes on from there.", err=True)
        return INTERRUPTED
    except SummarizerError as error:
        if verbose:
            _show_traceback()
        click.echo(f"Error: {error.message}", err=True)
        if error.hint:
            click.echo(error.hint, err=True)
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader of our output has seen enough (click makes an exit of it); closing quietly keeps Python from
        # complaining at exit.
        sys.stderr.close()
        return 0
    except Exception as error:
        if verbose:
            _show_traceback()
        click.echo(f"Error: unexpected {type(error).__name__}: {error}", err=True)
        click.echo("This is a fault of the program. Run again with -v to see where it happened.", err=True)
        return 1


def _show_traceback() -> None:
    import traceback

    traceback.print_exc()


def main() -> None:
    """Entry point of the command."""
    sys.exit(run())


if __name__ == "__main__":
    main()
