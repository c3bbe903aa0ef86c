"""Variables of a blueprint's module."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformVariable
from constructs import Construct


def define_variables(scope: Construct, meanings: Mapping[str, str]) -> dict[str, str]:
    """Define text variables of a module, each with what it means; return their values by name."""
    return {
        name: TerraformVariable(scope, name, type="string", nullable=False, description=meaning).string_value
        for name, meaning in meanings.items()
    }
