"""Inspection: AWS Network Firewall in a VPC of its own, and its rules as data."""
