"""AWS Secrets Manager: an account and region has one secret of a name, until it is deleted for good."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import named

FINDERS = {"aws_secretsmanager_secret": named("secretsmanager", "list_secrets", "SecretList", "ARN")}
