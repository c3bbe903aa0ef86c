"""The network: a hub in each region, segments of it, and the spokes of accounts."""
