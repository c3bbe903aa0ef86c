"""Services that nobody can administer for the management account."""

from __future__ import annotations

NEVER_DELEGATED = frozenset(
    {
        "aws-artifact-account-sync.amazonaws.com",
        "controltower.amazonaws.com",
        "ds.amazonaws.com",
        "ram.amazonaws.com",
        "servicequotas.amazonaws.com",
        "tagpolicies.tag.amazonaws.com",
        "wellarchitected.amazonaws.com",
    }
)
"""Principals with trusted access and without a delegated administrator (AWS Organizations User Guide, "AWS services
that you can use with AWS Organizations"; read 2026-11-28). Of one that is not here, AWS decides."""
