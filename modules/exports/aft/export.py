"""The export of an environment to AFT's four repositories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.accounts.spec import Suspension
from modules.environment import Environment
from modules.exports.aft.delivered import read_delivered
from modules.exports.aft.earlier_requests import refuse_earlier
from modules.exports.aft.invocations import invocation_files
from modules.exports.aft.lasting import lasting_tags, locked, refuse_changes, refuse_sudden_ends
from modules.exports.aft.module_call import module_call
from modules.exports.aft.moves import Move, moves, refuse_destructive
from modules.exports.aft.neighbours import refuse_clashes
from modules.exports.aft.records import LOCK, MANIFEST, Delivery, Lock, Manifest, hash_of, hashed, refuse_half_of_them
from modules.exports.aft.repositories import Customizations, customizations, repository_files, request_path
from modules.exports.aft.requested_accounts import (
    account_requests,
    names_of_folders,
    refuse_others,
)
from modules.exports.aft.requests import AccountRequest
from modules.exports.export_folder import ExportFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did."""

    requests: Sequence[AccountRequest]
    before: Lock
    changed_requests: Sequence[str]
    """Accounts whose requests are written anew, by key."""
    folders: Sequence[str]
    """Folders of account customizations."""
    moves: Sequence[Move]
    to_invoke: Sequence[str]
    """Accounts whose customizations are to run again, by key."""
    invoked_before: Sequence[str]
    """Accounts that the inputs of the export before were for, where these inputs are replaced."""
    invocations: Sequence[str]
    """Paths of the inputs that have AFT do so, in their order."""
    written: Sequence[str]
    removed: Sequence[str]

    @property
    def units_of_new_accounts(self) -> list[str]:
        """The units that accounts are in which were not requested before, and the units above them, parents first."""
        new = [request.account.unit for request in self.requests if request.account.key not in self.before.accounts]
        paths = {unit[:depth] for unit in new for depth in range(1, len(unit) + 1)}
        return ["/".join(path) for path in sorted(paths, key=lambda path: (len(path), path))]


def export(environment: Environment, output: Path, to: Path, *, policies: Path, accept_moves: bool = False) -> Exported:
    """Export an environment to a folder, in place of what was exported before.

    Args:
        environment: The environment.
        output: The folder that it is synthesized to.
        to: The folder.
        policies: The folder of checkov's checks and of accepted findings.
        accept_moves: Whether accounts may lose what their folder of customizations has made.

    Raises:
        LandingZoneError: AFT does not vend there; something is not synthesized; what may not change did; a file is
            somebody else's.
        OSError: the disk is full, or nothing may be written there. The old files stay.

    """
    refuse_others(environment)
    folder = ExportFolder(to, "aft", frozenset({MANIFEST, LOCK}))
    folder.complete()
    refuse_half_of_them(to)
    lock, manifest = Lock.read(to, environment.name), Manifest.read(to, environment.name)
    delivered = read_delivered(output, environment.name)
    names = names_of_folders(environment, delivered, lock)
    requests = account_requests(environment, delivered, names, lock)
    refuse_earlier(to, requests, manifest.files)
    refuse_changes(lock, requests)
    refuse_sudden_ends(lock, requests)
    applied = customizations(environment.name, delivered, names, policies)
    moved = moves(lock, manifest, requests, applied.calls)
    if not accept_moves:
        refuse_destructive(moved)
    deliveries = _deliveries(requests, applied)
    to_invoke = _to_invoke(lock, manifest, deliveries)
    tags = lasting_tags(manifest, requests)
    invocations = invocation_files(to_invoke, requests, tags)
    repositories = repository_files(environment.name, requests, applied)
    files = {**repositories, **module_call(environment, delivered.organization), **invocations}
    files[LOCK] = Lock(environment.name, locked(requests)).text()
    hashes = {path: hash_of(text) for path, text in sorted(files.items())}
    files[MANIFEST] = Manifest(environment.name, hashes, applied.calls, deliveries, to_invoke, tags).text()
    refuse_clashes(to, files, manifest.files)
    encoded = {path: text.encode() for path, text in files.items()}
    written, removed = folder.replace(encoded, manifest.files)
    return Exported(
        requests=requests,
        before=lock,
        changed_requests=[each.account.key for each in requests if request_path(each) in set(written)],
        folders=tuple(applied.folders),
        moves=moved,
        to_invoke=to_invoke,
        invoked_before=manifest.to_invoke if written or removed else (),
        invocations=tuple(invocations),
        written=written,
        removed=removed,
    )


def _deliveries(requests: Sequence[AccountRequest], applied: Customizations) -> dict[str, Delivery]:
    """Return what is delivered to each account whose customizations can run, by key."""
    blueprints = {folder: applied.blueprint(folder) for folder in applied.folders}
    return {
        request.account.key: Delivery(blueprints[request.customizations], _hash_of_fields(request.custom_fields))
        for request in requests
        if request.account.suspension is not Suspension.MOVED
    }


def _hash_of_fields(fields: Mapping[str, str]) -> str:
    return hashed(part for pair in sorted(fields.items()) for part in pair)


def _to_invoke(lock: Lock, manifest: Manifest, deliveries: Mapping[str, Delivery]) -> tuple[str, ...]:
    """Return the accounts that AFT has, and that it is to deliver something else to than before.

    An account that is back from the unit for suspended ones was delivered nothing before. An export that delivers the
    same leaves those of the one before: somebody may not have had AFT run them yet.
    """
    changed = {
        key for key, delivery in deliveries.items() if key in lock.accounts and manifest.accounts.get(key) != delivery
    }
    known = changed or {*manifest.to_invoke}
    return tuple(key for key in deliveries if key in known)
