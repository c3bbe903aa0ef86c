"""What units are called in addresses. No cdktf here."""

from __future__ import annotations


def unit_id(name: str) -> str:
    """Return what a unit is called in addresses: `Default` is left out there, so it has a sign that no name has."""
    return f"{name}~" if name == "Default" else name
