"""AWS Step Functions."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import named

FINDERS = {
    "aws_sfn_state_machine": named(
        "stepfunctions", "list_state_machines", "stateMachines", "stateMachineArn", name="name"
    ),
}
