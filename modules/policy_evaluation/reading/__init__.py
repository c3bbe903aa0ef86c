"""What is read: the organization as it was synthesized, and the scenarios of guardrails."""
