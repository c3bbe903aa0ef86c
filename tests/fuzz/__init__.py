"""Environments made by chance: spoiled ones, which are read or refused, and valid ones, which are synthesized."""
