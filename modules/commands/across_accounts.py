"""`access across` and its part of `check`: who reaches what across accounts, as it is synthesized."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from modules.across_accounts.catalog_mutation_run import mutate_catalogs
from modules.across_accounts.chain_proof import ChainProof, prove_chains
from modules.across_accounts.chains import read_chains
from modules.across_accounts.lake_formation.products import NO_DATA, DataPlan, Product
from modules.across_accounts.mutation_run import mutate
from modules.across_accounts.proof import AcrossProof, prove
from modules.across_accounts.reading import Across, across
from modules.across_accounts.scenarios import across_scenarios
from modules.across_accounts.tables import (
    chain_lines,
    chain_verdict,
    failures,
    open_chains,
    proof_lines,
    verdict,
)
from modules.across_accounts.trusts import trusted_roles
from modules.commands.access_inputs import personas_of
from modules.commands.changes import Change, try_changes
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.reviewed_changes import read_reviewed
from modules.commands.synth import synthesize_and
from modules.data.zones import Zone, database_name
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.data import readers_by_product
from modules.landing_zone.known_ids import known_ids
from modules.synthesized.environment import read_synthesized


def test(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and prove who reaches what; say whether all holds."""
    return synthesize_and(_are_shown, names)


def are_proved(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove who reaches what, and that no chain leads to more, in environments as they were synthesized.

    Print what differs.
    """
    proofs = [_proofs(name, zone, folders.output) for name, zone in zones.items()]
    for reached, led in proofs:
        for line in (*failures(reached), verdict(reached), *open_chains(led), chain_verdict(led)):
            out.print(line, soft_wrap=True, highlight=False)
    return all(reached.ok and led.ok for reached, led in proofs)


def chains(names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and try every chain; say whether all are refused."""
    return synthesize_and(_chains_are_shown, names)


def mutate_across(names: Sequence[str], *, only: str | None) -> bool:
    """Change each statement of each policy in turn; return whether a scenario notices each change."""
    noticed: set[str] = set()

    def changes_of(name: str, zone: LandingZone, output: Path) -> list[Change]:
        found = across_of(name, zone, output)
        tried = list(changes_noticed(name, found, prove(found, across_scenarios(PROJECT)), noticed=noticed))
        noticed.update(change.name for change in tried if change.noticed)
        return tried

    activity = "changing what lets in across accounts of"
    return try_changes(names, changes_of, read_reviewed().across, only=only, activity=activity)


def changes_noticed(
    name: str, found: Across, proof: AcrossProof, *, noticed: Collection[str] = frozenset()
) -> Iterator[Change]:
    """Try every change against what came of the scenarios, but for those that another environment's noticed."""
    for changed in mutate_catalogs(found, proof, noticed=noticed):
        yield Change(
            changed.name,
            name,
            noticed=bool(changed.noticed_by),
            operator=changed.operator,
            equivalent=changed.equivalent,
        )
    for result in mutate(found, proof, noticed=noticed):
        mutation = result.mutation
        yield Change(
            result.name,
            name,
            noticed=bool(result.noticed_by),
            operator=mutation.operator,
            equivalent=mutation.equivalent,
        )


def across_proof(name: str, zone: LandingZone, output: Path) -> AcrossProof:
    """Evaluate every scenario across accounts in one synthesized environment."""
    with err.status(f"evaluating who reaches what in {name}"):
        return prove(across_of(name, zone, output), across_scenarios(PROJECT))


def chain_proof(name: str, zone: LandingZone, output: Path) -> ChainProof:
    """Evaluate every chain of steps in one synthesized environment."""
    with err.status(f"trying chains of steps in {name}"):
        return prove_chains(across_of(name, zone, output), read_chains(PROJECT), trusted_roles(PROJECT))


def across_of(name: str, zone: LandingZone, output: Path) -> Across:
    """Read who and what there is in one synthesized environment."""
    synthesized = read_synthesized(output, name, known_ids(zone))
    return across(personas_of(name, zone, synthesized), synthesized, data_plan(zone))


def data_plan(zone: LandingZone) -> DataPlan:
    """Return which account is to read which product, by the environment's YAML."""
    if zone.data is None:
        return NO_DATA
    products = [
        Product(
            database=database_name(product.domain, Zone.CONSUMPTION),
            tags=product.tags,
            readers=frozenset(account.key for account in readers_by_product(zone, product.domain).get(name, ())),
        )
        for name, product in zone.data.products.items()
    ]
    return DataPlan(tags=zone.data.tags, products=products)


def _are_shown(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    proofs = [across_proof(name, zone, folders.output) for name, zone in zones.items()]
    for proof in proofs:
        out.print(proof_lines(proof))
    return all(proof.ok for proof in proofs)


def _chains_are_shown(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    proofs = [chain_proof(name, zone, folders.output) for name, zone in zones.items()]
    for proof in proofs:
        out.print(chain_lines(proof))
    return all(proof.ok for proof in proofs)


def _proofs(name: str, zone: LandingZone, output: Path) -> tuple[AcrossProof, ChainProof]:
    with err.status(f"evaluating who reaches what in {name}"):
        found = across_of(name, zone, output)
        led = prove_chains(found, read_chains(PROJECT), trusted_roles(PROJECT))
        return prove(found, across_scenarios(PROJECT)), led
