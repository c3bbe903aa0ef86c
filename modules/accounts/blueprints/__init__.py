"""Blueprints: what every account of a kind gets, synthesized once as Terraform modules and called by each account."""
