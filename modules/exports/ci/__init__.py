"""Continuous integration: what reviews a change, applies it and looks for drift, in the files of those who run it."""
