"""Changes that take two steps: states that are taken over from a former workspace, and what must not leave unasked."""
