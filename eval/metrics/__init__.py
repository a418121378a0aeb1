"""One small file a metric; each has a CARD that says what it measures and what it misses."""
