"""Tests of security services and of the log archive."""
