"""Tests of the stage articles -> clusters."""
