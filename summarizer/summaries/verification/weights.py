"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1825
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9106,
    "clause_recall": 0.8281,
    "triple_recall": 0.6833,
    "pair_anywhere": 0.1750,
    "run": 0.9503,
    "names_missing": -0.0596,
    "numbers_missing": -0.8308,
    "bounds_changed": -0.2088,
    "dates_missing": -0.4257,
    "quotations_wrong": -0.4771,
    "negation_flipped": -0.2835,
    "hedge_lost": -0.1657,
    "hedge_added": -0.0974,
    "attribution_lost": -0.0445,
    "replaced": -0.5233,
    "crossed": -0.4514,
    "pairs_together": 0.1959,
    "fatal": -0.7262,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
