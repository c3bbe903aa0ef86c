"""Lines as the CLI printed them of runs that were remote, colors and frames included."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.runner.terraform.begun_creations import begun_creations
from modules.runner.terraform.events import (
    ChangeSummary,
    Diagnostic,
    Event,
    ResourceFinished,
    ResourceRefreshed,
    ResourceStarted,
    StateLockAwaited,
)
from modules.runner.terraform.remote_output import RemoteOutput

BOLD, RED, RESET = "\x1b[1m", "\x1b[31m", "\x1b[0m"
KEYED = 'aws_organizations_account.account["a: b"]'
FAILED = f"""{RED}╷{RESET}{RESET}
{RED}│{RESET} {RESET}{BOLD}{RED}Error: {RESET}{RESET}{BOLD}creating Bucket (acme): api error BucketAlreadyExists{RESET}
{RED}│{RESET} {RESET}
{RED}│{RESET} {RESET}{RESET}  with aws_s3_bucket.logs,
{RED}│{RESET} {RESET}  on cdk.tf.json line 12, in resource.aws_s3_bucket.logs:
{RED}│{RESET} {RESET}  12: {{"bucket": "acme"}}
{RED}│{RESET} {RESET}
{RED}│{RESET} {RESET}The requested bucket name is not available. The bucket namespace is
{RED}│{RESET} {RESET}shared by all users.
{RED}│{RESET} {RESET}
{RED}│{RESET} {RESET}Please select another name.
{RED}╵{RESET}{RESET}"""


def events(text: str) -> list[Event]:
    output = RemoteOutput()
    return [event for event in map(output.read, text.splitlines()) if event]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (f"{BOLD}aws_vpc.vpc: Creating...{RESET}{RESET}", ResourceStarted("aws_vpc.vpc", "create")),
        (f"{KEYED}: Modifying... [id=1]", ResourceStarted(KEYED, "update")),
        ("aws_vpc.vpc: Destroying... [id=vpc-1]", ResourceStarted("aws_vpc.vpc", "delete")),
        ("aws_vpc.vpc: Creation complete after 1s [id=vpc-1]", ResourceFinished("aws_vpc.vpc", "create")),
        ("aws_vpc.vpc: Modifications complete after 0s", ResourceFinished("aws_vpc.vpc", "update")),
        ("aws_vpc.vpc: Destruction complete after 2m3s", ResourceFinished("aws_vpc.vpc", "delete")),
        ("aws_vpc.vpc: Refreshing state... [id=vpc-1]", ResourceRefreshed("aws_vpc.vpc")),
        (
            f"{BOLD}\x1b[32mApply complete! Resources: 2 added, 1 changed, 3 destroyed.{RESET}{RESET}",
            ChangeSummary("apply", 2, 1, 3, 0),
        ),
        (
            "Apply complete! Resources: 4 imported, 2 added, 1 changed, 3 destroyed.",
            ChangeSummary("apply", 2, 1, 3, 4),
        ),
        ("Waiting for 1 run(s) to finish before being queued...", StateLockAwaited()),
        ("Waiting for the manually locked workspace to be unlocked... (30s elapsed)", StateLockAwaited()),
    ],
)
def test_what_happens_remotely_is_told_by_its_lines(line: str, event: Event) -> None:
    assert events(line) == [event]


@pytest.mark.parametrize(
    "line",
    [
        "aws_vpc.vpc: Still creating... [10s elapsed]",
        "data.aws_region.here: Reading...",
        "Plan: 2 to add, 0 to change, 0 to destroy.",
        "Waiting for the plan to start...",
        "",
    ],
)
def test_all_else_is_no_event(line: str) -> None:
    assert events(line) == []


def test_a_frame_is_one_diagnostic_as_it_was_before_it_was_wrapped() -> None:
    detail = (
        "The requested bucket name is not available. The bucket namespace is shared by all users.\n\n"
        "Please select another name."
    )

    assert events(FAILED) == [
        Diagnostic(
            "error",
            "creating Bucket (acme): api error BucketAlreadyExists",
            detail,
            "aws_s3_bucket.logs",
            '{"bucket": "acme"}',
            "cdk.tf.json",
        )
    ]


def test_a_diagnostic_without_an_address_names_the_block() -> None:
    text = "╷\n│ Error: Unable to find remote state\n│ \n│   on cdk.tf.json line 4, in data.x.y:\n│    4: x\n╵"

    assert events(text) == [Diagnostic("error", "Unable to find remote state", "", "data.x.y", "x", "cdk.tf.json")]


def begun(folder: Path, text: str) -> list[str]:
    log = folder / "staging-accounts.log"
    log.write_text(text)
    return begun_creations(log)


def test_creations_that_a_remote_run_had_begun_may_be_lost(tmp_path: Path) -> None:
    lines = "aws_vpc.a: Creating...\naws_vpc.b: Creating...\naws_vpc.a: Creation complete after 1s [id=vpc-1]\n"

    assert begun(tmp_path, lines) == ["aws_vpc.a", "aws_vpc.b"]
    assert begun(tmp_path, f"{lines}Apply complete! Resources: 2 added, 0 changed, 0 destroyed.\n") == []


def test_a_creation_that_aws_refused_a_remote_run_is_not_lost_unless_the_run_was_canceled(tmp_path: Path) -> None:
    refused = f"aws_s3_bucket.logs: Creating...\n{FAILED}\n"

    assert begun(tmp_path, refused) == []
    assert begun(tmp_path, refused.replace("api error BucketAlreadyExists", "context canceled")) == [
        "aws_s3_bucket.logs"
    ]
