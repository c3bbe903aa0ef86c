"""The output by which a workspace's state says how it is retired, once the YAML has no such workspace any more."""

from __future__ import annotations

RETIREMENT = "retirement"
"""The output's name. Its value has the keys below."""

ENVIRONMENT = "environment"
"""The environment that the workspace belongs to."""

WORKSPACE = "workspace"
"""The workspace's id: a copy of its state under another name is not its state."""

READS = "reads"
"""Ids of the workspaces whose outputs it reads."""

REQUIRED_PROVIDERS = "required_providers"
"""As in a `terraform` block."""

PROVIDERS = "providers"
"""The blocks of each provider, with what it takes to reach the account. Without tags: nothing is made with them."""
