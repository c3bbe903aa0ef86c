"""Known ways to more than somebody has: what they need, tried for every permission set that somebody has."""
