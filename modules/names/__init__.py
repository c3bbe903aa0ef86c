"""The ledger of names: what policies refer to by name, and who makes it."""
