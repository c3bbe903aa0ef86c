"""Tests of `modules/coverage`."""
