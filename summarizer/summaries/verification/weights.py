"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1679
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9199,
    "clause_recall": 0.8286,
    "triple_recall": 0.6866,
    "pair_anywhere": 0.1664,
    "run": 0.9558,
    "names_missing": -0.0149,
    "numbers_missing": -0.7977,
    "bounds_changed": -0.2289,
    "dates_missing": -0.4102,
    "quotations_wrong": -0.4496,
    "negation_flipped": -0.2587,
    "hedge_lost": -0.1529,
    "hedge_added": -0.0958,
    "attribution_lost": -0.0508,
    "replaced": -0.5218,
    "crossed": -0.0514,
    "pairs_together": 0.1748,
    "fatal": -0.8293,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
