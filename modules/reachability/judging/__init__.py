"""The policy of who reaches whom, and how a network differs from it."""
