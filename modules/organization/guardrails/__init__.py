"""Guardrails: organization policies from policies/guardrails, bound to units and packed into policies."""
