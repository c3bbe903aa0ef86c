"""Tests of data lakes and data products."""
