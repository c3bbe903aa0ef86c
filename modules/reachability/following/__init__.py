"""Packets, followed through a network: where they may come from, which way they take, what is reached."""
