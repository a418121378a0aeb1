"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1658
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9184,
    "clause_recall": 0.8276,
    "triple_recall": 0.6880,
    "pair_anywhere": 0.1656,
    "run": 0.9577,
    "names_missing": -0.0223,
    "numbers_missing": -0.8005,
    "bounds_changed": -0.2289,
    "dates_missing": -0.3961,
    "quotations_wrong": -0.4499,
    "negation_flipped": -0.2589,
    "hedge_lost": -0.1532,
    "hedge_added": -0.0959,
    "attribution_lost": -0.0511,
    "replaced": -0.5230,
    "crossed": -0.0496,
    "pairs_together": 0.1732,
    "fatal": -0.8285,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
