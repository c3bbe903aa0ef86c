"""Tests of the code that project templates begin with."""
