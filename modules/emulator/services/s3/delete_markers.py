"""Delete markers in an Amazon S3 bucket whose versioning was suspended, over which moto stumbles when they go.

Behaviour from the Amazon S3 User Guide, "Deleting objects from versioning-suspended buckets".
"""

from __future__ import annotations

from moto.s3.models import FakeDeleteMarker


def register() -> None:
    """Let a delete marker be discarded like a version: it has nothing to close."""
    FakeDeleteMarker.dispose = lambda _marker: None
