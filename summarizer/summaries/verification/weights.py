"""The fitted weights of the score, as training/fit_verifier.py printed them. A table only."""

INTERCEPT = -4.0
WEIGHTS: dict[str, float] = {
    "recall": 3.0,
    "best_recall": 1.0,
    "clause_recall": 1.0,
    "pair_recall": 2.0,
    "pairs_together": 1.5,
    "binding": 1.0,
    "names_joined": -1.5,
    "bounds_changed": -0.8,
    "hedge_added": -1.0,
    "attribution_lost": -0.3,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
