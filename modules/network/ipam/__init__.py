"""IPAM: the address plan, given out by AWS."""
