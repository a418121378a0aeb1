"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1540
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9400,
    "clause_recall": 0.8314,
    "triple_recall": 0.6701,
    "pair_anywhere": 0.1956,
    "run": 0.9615,
    "names_missing": -0.1368,
    "numbers_missing": -0.8471,
    "bounds_changed": -0.2471,
    "dates_missing": -0.4257,
    "quotations_wrong": -0.4822,
    "negation_flipped": -0.3104,
    "hedge_lost": -0.4451,
    "hedge_added": -0.0146,
    "attribution_lost": -0.0395,
    "replaced": -0.6302,
    "crossed": -0.1316,
    "pairs_together": 0.1535,
    "fatal": -0.6469,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
