"""A story -> how likely a text that people write about it has each pair of neighbouring words.

The word of a small network, fitted on what editors' round-ups took over from their articles (training/salience.py). To learn
what summaries keep is an old idea (Li, Qian and Liu 2013; Hong and Nenkova 2014); what is new here is to choose by the
expected F-measure (matching.py), which weighs every word that a text costs. English only; an unknown language is taken for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from summarizer.count_table import unpacked
from summarizer.summaries.origins import Groups
from summarizer.summaries.pairs import LANGUAGE, Commonness, features, pairs_in
from summarizer.types import Article

NEW = 0.02
"""The likelihood of a pair that no opening has."""
FAR = 4.0
"""Features lie within so many standard deviations: beyond, the network has seen nothing."""
PLACES = 4
"""Likelihoods are rounded, so that one machine's last bits choose no other text."""


@dataclass(frozen=True, slots=True)
class Salience:
    """Pair of neighbouring stems "a b" -> how likely it is to be told, in [0, 1]."""

    likely: Mapping[str, float]

    def of(self, text: str) -> frozenset[str]:
        """The pairs of a text."""
        return frozenset(pairs_in(text))

    def weight(self, pair: str) -> float:
        """How likely a pair is to be told, wherever it comes from."""
        return self.likely.get(pair, NEW)


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer of rectified units over standardised features: f features, h units."""

    mean: np.ndarray
    """(f,)"""
    scale: np.ndarray
    """(f,)"""
    hidden: np.ndarray
    """(f, h)"""
    hidden_bias: np.ndarray
    """(h,)"""
    output: np.ndarray
    """(h,)"""
    output_bias: np.ndarray
    """(1,)"""

    @classmethod
    def of(cls, arrays: Mapping[str, np.ndarray]) -> "Network":
        """The arrays as they are kept, reckoned with in float64."""
        return cls(**{name: array.astype(np.float64) for name, array in arrays.items()})

    def __call__(self, rows: np.ndarray) -> np.ndarray:
        """(n, f) features -> (n,) likelihoods."""
        told = np.clip((rows - self.mean) / self.scale, -FAR, FAR)
        units = np.maximum(told @ self.hidden + self.hidden_bias, 0.0)
        return np.asarray(1.0 / (1.0 + np.exp(-(units @ self.output + self.output_bias[0]))))


def salience_of(articles: Sequence[Article], origin_groups: Groups = ()) -> Salience | None:
    """What people would tell of a story, by its openings; None in a language that is known not to be English."""
    if not articles or articles[0].language not in ("", LANGUAGE):
        return None
    pairs, rows = features(articles, common(), origin_groups)
    likely = np.round(network()(rows), PLACES).tolist() if pairs else []
    return Salience(dict(zip(pairs, likely, strict=True)))


@cache
def common() -> Commonness:
    """The packaged table of how common stems and pairs of them are in news."""
    return Commonness(*unpacked(files("summarizer.summaries").joinpath("pairs.gz").read_bytes()))


@cache
def network() -> Network:
    """The packaged network."""
    from safetensors.numpy import load

    return Network.of(load(files("summarizer.summaries").joinpath("salience.safetensors").read_bytes()))
