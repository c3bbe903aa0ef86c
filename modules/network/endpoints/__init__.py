"""Central interface endpoints: one set for all accounts of a hub, instead of one in each VPC."""
