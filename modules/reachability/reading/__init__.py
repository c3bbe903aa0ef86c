"""Reads a network out of synthesized Terraform."""
