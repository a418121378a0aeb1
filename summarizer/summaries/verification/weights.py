"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1741
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9014,
    "clause_recall": 0.8124,
    "triple_recall": 0.6755,
    "pair_anywhere": 0.1565,
    "run": 0.9665,
    "numbers_missing": -0.7961,
    "bounds_changed": -0.2075,
    "dates_missing": -0.4415,
    "quotations_wrong": -0.5671,
    "negation_flipped": -0.2443,
    "hedge_lost": -0.1441,
    "hedge_added": -0.0887,
    "attribution_lost": -0.0359,
    "replaced": -0.3238,
    "crossed": -0.4292,
    "pairs_together": 0.1914,
    "fatal": -0.8617,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
