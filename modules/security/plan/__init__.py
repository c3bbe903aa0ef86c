"""What follows from the specification: which service runs where, and what it needs of the organization."""
