"""Attributes of an Amazon SQS queue: one that moto does not know, and one that it forgets when another is set.

Behaviour from the Amazon SQS API Reference, page "SetQueueAttributes": attributes that a request does not name stay as
they are, and `RedriveAllowPolicy` says which queues may use this one for their dead letters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.sqs.models import Queue


def register() -> None:
    """Add the attribute, and keep the queue's policy."""
    Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
    Queue.redrive_allow_policy = None
    Queue._set_attributes = _as_asked(Queue._set_attributes)  # noqa: SLF001 - where moto forgets it


def _as_asked(own: Callable[..., None]) -> Callable[..., None]:
    @wraps(own)
    def set_attributes(queue: Queue, attributes: dict[str, Any], now: float | None = None) -> None:
        own(queue, {"Policy": getattr(queue, "policy", None), **attributes}, now)
        queue.redrive_allow_policy = queue.redrive_allow_policy or None  # an empty text takes it away

    return set_attributes
