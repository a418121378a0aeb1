"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1140
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9152,
    "clause_recall": 0.7796,
    "triple_recall": 0.5234,
    "pair_anywhere": 0.0515,
    "phrases_anywhere": 0.2998,
    "run": 0.9342,
    "names_missing": -0.0867,
    "numbers_missing": -0.8377,
    "bounds_changed": -0.2495,
    "dates_missing": -0.3973,
    "quotations_wrong": -0.5705,
    "negation_flipped": -0.2955,
    "hedge_lost": -0.4645,
    "hedge_added": -0.0038,
    "replaced": -0.6489,
    "crossed": -0.1244,
    "pairs_together": 0.2087,
    "fatal": -0.7225,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
