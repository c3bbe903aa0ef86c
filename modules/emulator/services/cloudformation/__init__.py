"""AWS CloudFormation as moto has it, with what a stack of its lacks: more types of resources, and their failure.

moto's CloudFormation imports every service of which a stack may have resources: a second that a start of the emulator
can spare. So nothing here imports it before somebody asks for a stack.
"""

from __future__ import annotations

from modules.emulator.moto_additions import when_loaded


def register() -> None:
    """Have moto's CloudFormation completed once it is loaded."""
    when_loaded("cloudformation", _complete)


def _complete() -> None:
    from modules.emulator.services.cloudformation import (  # noqa: PLC0415 - see above
        functions,
        nested_stacks,
        parameters,
        stacks,
        templates,
    )
    from modules.emulator.services.cloudformation.taught_resources import teach  # noqa: PLC0415 - see above

    teach()
    for part in (templates, parameters, functions, stacks, nested_stacks):
        part.install()
