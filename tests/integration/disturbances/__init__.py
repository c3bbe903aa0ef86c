"""Deploys that are disturbed: killed, stopped, their Terraform killed, at a moment that a seed picks."""
