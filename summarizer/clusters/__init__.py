"""articles -> clusters: one event, one story."""
