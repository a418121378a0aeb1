"""The harness's README against the program: every command, system and metric family, and the figures it quotes."""

import re
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.correlations import figure
from eval.hubsets import SETS
from eval.metrics import METRICS, agreement
from eval.peers import SUMY
from eval.systems import _BASELINES

README = (Path(__file__).parents[2] / "eval/README.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\w+) \| (-?\d.*) \|$", README, re.MULTILINE)


def test_every_command_is_explained_and_none_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == set(main.commands)


def test_every_system_and_set_is_named() -> None:
    for name in (*_BASELINES, *(f"sumy-{method}" for method in SUMY), *SETS):
        assert f"`{name}`" in README


def test_the_metrics_that_take_a_model_are_told_how() -> None:
    for name in ("nli", "bertscore", "judge"):
        assert name in METRICS.names()
        assert f"`{name}:" in README


@pytest.mark.parametrize(("name", "cells"), ROWS)
def test_the_figures_are_those_of_the_cards(name: str, cells: str) -> None:
    found = agreement().metrics[name]
    levels = [found[level][method] for level in ("system", "summary") for method in ("pearson", "kendall")]
    assert cells == " | ".join(figure(one) for one in levels)


def test_there_are_figures() -> None:
    assert len(ROWS) >= 9
    assert f"{agreement().items} articles, {agreement().systems} systems" in README
