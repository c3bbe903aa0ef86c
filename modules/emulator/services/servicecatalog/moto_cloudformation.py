"""moto's CloudFormation, imported when a template is first looked at.

With it comes every service of which a stack may have resources: a second that a start of the emulator can spare.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.moto_additions import backend_of


def stacks_in(account_id: str, region: str) -> Any:
    """Find moto's part of the state: the stacks of an account in a Region."""
    return backend_of("cloudformation")[account_id][region]


def parsed(template: str) -> Any:
    """Read a template, in YAML or JSON."""
    from moto.cloudformation.models import Stack  # noqa: PLC0415 - see above

    return Stack.parse_template(template)
