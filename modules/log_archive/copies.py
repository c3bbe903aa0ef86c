"""Copies of logs: they go to the log archive only, and are kept as strictly as what they are copies of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modules.log_archive.guarded import Guarded
from modules.specification.errors import LandingZoneError


def refuse_weaker_copies(original: Guarded, replica_arns: Iterable[str], buckets: Sequence[Guarded]) -> None:
    """Refuse copies that go elsewhere, or that can be deleted where the original cannot.

    Args:
        original: A bucket of the log archive that is replicated.
        replica_arns: The ARNs of the buckets that its copies go to.
        buckets: Every bucket of the log archive.

    Raises:
        LandingZoneError: one of them is no bucket of the log archive, or has a weaker Object Lock.

    """
    by_arn = {bucket.arn: bucket for bucket in buckets}
    for arn in replica_arns:
        replica = by_arn.get(arn)
        if replica is None or not replica.is_replica:
            raise LandingZoneError(
                "logs must be copied to a bucket of the log archive that is made for copies",
                got=f"{original.name}: {arn}",
                why="who can write, delete and change a log elsewhere is not proved",
                fix="replicate to a bucket of the log archive whose name has `-replica` behind what it holds",
            )
        if replica.mode != original.mode:
            raise LandingZoneError(
                "copies of logs must be locked as what they are copies of",
                got=f"{original.name}: {original.mode or 'no lock'}, {replica.name}: {replica.mode or 'no lock'}",
                why="whoever cannot delete a log could delete its copy, or S3 would refuse to copy it",
                fix="give both the same Object Lock",
            )
