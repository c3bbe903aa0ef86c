"""Tests of what the landing zone is exported to."""
