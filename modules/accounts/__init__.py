"""Accounts: who has which, how they are vended, and the security baseline that each of them gets."""
