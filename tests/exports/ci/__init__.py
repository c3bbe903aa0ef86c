"""Tests of the export for continuous integration."""
