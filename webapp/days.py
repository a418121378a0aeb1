"""Days: the runs behind the tab Today, each made once however many look at it. Imports no gradio: main begins here."""

import logging
import threading
from dataclasses import replace
from datetime import UTC, datetime

from summarizer import grammar, pipeline
from summarizer.errors import SummarizerError
from webapp.runs import Run, one_at_a_time
from webapp.site import MOST_STORIES, SAMPLES, Site

log = logging.getLogger(__name__)
_HOURS = 6


class Days:
    """The runs of days, each made once however many look at it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._runs: dict[tuple[object, ...], Run] = {}
        self._lock = threading.Lock()

    def run(self, source: str, model: str, window: str, keep: bool = False) -> Run:
        """The run of this day: one that goes on, or a finished one of the samples, else a new one. Raises InputError."""
        self.site.check_source(source)
        samples = source == "samples"
        settings = self.site.settings(model, MOST_STORIES, window="24h" if samples else window)
        settings = replace(settings, offline=source != "sources")
        # The samples' times are relative: a moment that stays for hours lets finished summaries be found again.
        now = datetime.now(UTC)
        now = now.replace(hour=now.hour - now.hour % _HOURS, minute=0, second=0, microsecond=0) if samples else now
        key = (source, model, settings.cluster, now if samples else "")
        with self._lock:
            found = self._runs.get(key)
            if found is None or not found.usable or (found.state.over and not samples):
                paths = [str(SAMPLES / "articles")] if samples else []
                moment = now if samples else None
                found = Run(paths, settings, self.site.store_of(source), keep=keep, now=moment).start()
                self._runs.pop(key, None)
                self._runs[key] = found
                for old in list(self._runs)[: max(0, len(self._runs) - 8)]:
                    self._runs.pop(old).release()
        return found

    def forget(self, source: str) -> None:
        """Make the days of a source anew, since it was corrected."""
        with self._lock:
            for key in [key for key in self._runs if key[0] == source]:
                self._runs.pop(key).release()

    def warm(self) -> Run:
        """Begin with the sample day before anyone asks: what visitors see first is then written, or under way."""
        threading.Thread(target=self._load, name="model", daemon=True).start()
        return self.run("samples", self.site.model, "24h", keep=True)

    def _load(self) -> None:
        """Load the model while the articles are still being read and grouped, then what its sentences are checked with."""
        try:
            with one_at_a_time():
                pipeline.warm(self.site.settings(self.site.model, 1))
            # While the model writes: the first sentence that is checked need not wait for the parser.
            if grammar.available():
                grammar.parse("It is there.")
        except SummarizerError as error:
            # Whoever asks for a story is told so.
            log.warning("%s %s", error.message, error.hint)
