"""Ranges that Hypothesis draws around a block."""

from __future__ import annotations

from ipaddress import IPv4Network

from hypothesis import strategies as st

BLOCK = IPv4Network("10.64.0.0/20")


@st.composite
def networks(draw: st.DrawFn, around: IPv4Network = BLOCK) -> IPv4Network:
    """Draw a range that is within a block, is it or holds it."""
    prefix = draw(st.integers(max(around.prefixlen - 2, 0), 32))
    address = int(around.network_address) + draw(st.integers(0, around.num_addresses - 1))
    return IPv4Network((address, prefix), strict=False)
