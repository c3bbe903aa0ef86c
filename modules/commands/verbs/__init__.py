"""The verbs of `main.py`: what a user types, and what `--help` teaches. Each imports what it needs when it runs."""
