"""prompts -> candidate texts: one file an engine, each behind the `Engine` protocol."""
