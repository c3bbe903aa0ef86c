"""Requests in an environment: who asks, in which account, with which values."""
