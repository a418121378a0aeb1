"""The rules of DESIGN as tests: who may import whom, what is loaded when, what a prompt declares, no machine's paths."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.prompting import load_prompt

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "summarizer"
STAGES = ("articles", "clusters", "summaries", "writers", "digest")
HEAVY = (
    "torch",
    "transformers",
    "sklearn",
    "scipy",
    "openvino",
    "gradio",
    "numpy",
    "safetensors",
    "trafilatura",
    "dateparser",
)


def _imports(path: Path) -> Iterator[str]:
    """Every module (and name taken from one) that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _under(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def _files(stage: str) -> list[Path]:
    single = PACKAGE / f"{stage}.py"
    return [single] if single.is_file() else sorted((PACKAGE / stage).rglob("*.py"))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_other_stage_and_not_the_pipeline(stage: str) -> None:
    files = _files(stage)
    assert files
    forbidden = [f"summarizer.{name}" for name in (*STAGES, "pipeline", "cli", "commands") if name != stage]
    wrong = [f"{f.name}: {n}" for f in files for n in _imports(f) for module in forbidden if _under(n, module)]
    assert not wrong


def test_the_library_imports_neither_app_nor_evaluation() -> None:
    outside = ("app", "eval", "training", "tests")
    wrong = [f"{f}: {n}" for f in PACKAGE.rglob("*.py") for n in _imports(f) for o in outside if _under(n, o)]
    assert not wrong


@pytest.mark.parametrize(("module", "allowed"), [("summarizer.cli", set()), ("summarizer.pipeline", {"numpy"})])
def test_importing_loads_nothing_heavy(module: str, allowed: set[str]) -> None:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    loaded = set(done.stdout.split())
    assert "summarizer" in loaded
    assert not (loaded & set(HEAVY)) - allowed


@pytest.mark.parametrize("path", sorted((ROOT / "prompts").glob("*.toml")), ids=lambda path: path.stem)
def test_every_prompt_declares_what_it_uses_and_is_used(path: Path) -> None:
    prompt = load_prompt(path.stem)
    filled = prompt.fill({name: f"<{name}>" for name in prompt.inputs})
    assert all(f"<{name}>" in filled for name in prompt.inputs)
    assert prompt.version >= 1
    used = (*PACKAGE.rglob("*.py"), *(ROOT / "eval").rglob("*.py"))
    assert any(f'"{path.stem}"' in file.read_text(encoding="utf-8") for file in used)


def test_the_library_prints_only_in_its_commands() -> None:
    def prints(path: Path) -> bool:
        calls = (n.func for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
        return any(isinstance(function, ast.Name) and function.id == "print" for function in calls)

    talking = [path for path in PACKAGE.rglob("*.py") if path.parent.name != "commands" and path.name != "cli.py"]
    assert talking
    assert not [str(path) for path in talking if prints(path)]


def test_no_file_names_a_machines_own_paths() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("not a git checkout: there is no list of the project's own files")
    # Built from parts, so that this file does not name them either.
    absolute = re.compile(
        r"(?<![\w.\-/~])/(?:" + "|".join(("ho" + "me", "ro" + "ot", "Us" + "ers", "wo" + "rk")) + r")/\w"
    )
    wrong = []
    for name in filter(None, listed.stdout.split("\0")):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue
        wrong += [f"{name}: {line.strip()[:100]}" for line in text.splitlines() if absolute.search(line)]
    assert not wrong
