"""Group the day's news into stories and write, for each, a summary in which every sentence shows its sources."""

__version__ = "0.1.0"
