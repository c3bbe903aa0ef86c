"""Spokes: the VPCs of accounts. Each kind is a blueprint, synthesized once as a Terraform module."""
