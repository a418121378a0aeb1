"""Tests of the models, their engines and their weights."""
