"""AWS Firewall Manager."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import named

FINDERS = {"aws_fms_policy": named("fms", "list_policies", "PolicyList", "PolicyId", name="PolicyName")}
