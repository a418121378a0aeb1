"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""

INTERCEPT = -1.1616
WEIGHTS: dict[str, float] = {
    "best_recall": 0.9317,
    "clause_recall": 0.8410,
    "triple_recall": 0.6963,
    "pair_anywhere": 0.1860,
    "run": 0.9673,
    "names_missing": -0.0644,
    "numbers_missing": -0.8083,
    "bounds_changed": -0.2443,
    "dates_missing": -0.4108,
    "quotations_wrong": -0.4612,
    "negation_flipped": -0.2844,
    "hedge_lost": -0.4561,
    "hedge_added": -0.0047,
    "attribution_lost": -0.0567,
    "replaced": -0.6374,
    "crossed": -0.1097,
    "pairs_together": 0.1594,
    "fatal": -0.7331,
}
"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""
