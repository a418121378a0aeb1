"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1579
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9427,
    "clause_recall": 0.8357,
    "triple_recall": 0.6700,
    "pair_anywhere": 0.2008,
    "run": 0.9614,
    "names_missing": -0.1637,
    "numbers_missing": -0.8596,
    "bounds_changed": -0.2463,
    "dates_missing": -0.4323,
    "quotations_wrong": -0.4926,
    "negation_flipped": -0.3206,
    "hedge_lost": -0.4521,
    "hedge_added": -0.0124,
    "attribution_lost": -0.0412,
    "replaced": -0.6381,
    "crossed": -0.1371,
    "pairs_together": 0.1600,
    "fatal": -0.5920,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
