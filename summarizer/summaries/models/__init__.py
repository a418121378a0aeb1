"""A model's name -> an engine that runs it. Knows nothing of articles, evidence or clusters."""
