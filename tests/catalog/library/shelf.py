"""A shelf of products for tests: one product, written to a folder, with whatever a test changes."""

from __future__ import annotations

from pathlib import Path

DEFINITION = """\
title: A queue
description: A queue of the team's own.
owner: Somebody
versions:
  - name: "1.0"
    description: The first.
    state: deprecated
  - name: "1.1"
    description: With a key.
    state: current
launch:
  - Sid: KeepQueues
    Effect: Allow
    Action: [sqs:CreateQueue]
    Resource: ["arn:aws:sqs:*:{{account_id}}:{{team}}-*"]
    Condition: {StringEquals: {"aws:RequestTag/Team": "{{team}}"}}
tests:
  - name: a queue
    parameters: {Name: first}
    creates: {"AWS::SQS::Queue": 1}
"""

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${AWS::StackName}-queue"
"""


def shelf(
    folder: Path,
    definition: str = DEFINITION,
    *,
    product: str = "messages/queue",
    versions: tuple[str, ...] = ("1.0", "1.1"),
) -> Path:
    """Write a product; return the folder of portfolios."""
    root = folder / "products" / product
    root.mkdir(parents=True)
    (root / "product.yaml").write_text(definition)
    for version in versions:
        (root / version).mkdir()
        (root / version / "template.yaml").write_text(TEMPLATE)
    return folder / "products"
