"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.2115
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9111,
    "clause_recall": 0.8180,
    "pair_recall": 0.0025,
    "triple_recall": 0.7050,
    "pair_anywhere": 0.1718,
    "run": 0.9495,
    "names_missing": -0.0385,
    "numbers_missing": -0.8381,
    "bounds_changed": -0.2084,
    "dates_missing": -0.4246,
    "quotations_wrong": -0.4713,
    "negation_flipped": -0.2949,
    "hedge_lost": -0.4541,
    "hedge_added": -0.0028,
    "attribution_lost": -0.0393,
    "replaced": -0.5266,
    "crossed": -0.4435,
    "pairs_together": 0.1839,
    "fatal": -0.7573,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
