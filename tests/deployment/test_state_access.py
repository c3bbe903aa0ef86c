"""Who gets to which state: asked of every workspace of staging about every state, by evaluating its policies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from modules.commands.role_profiles import role_profiles
from modules.delivery.classes import AccountClass, Phase, role_name
from modules.delivery.state_admission import policy_name, state_roles
from modules.deployment.state_roles import StateRole
from modules.policy_evaluation.reading.statements import names_action
from modules.policy_evaluation.simulating.organization_policies import EVERYTHING, NOWHERE
from modules.policy_evaluation.simulating.simulator import Batch, PolicyDocument, Request, simulate
from modules.workspaces.writing.synthesis import synthesize
from tests.deployment.limited_states import (
    ACCOUNT,
    ADMINISTRATOR,
    BUCKET,
    KEY,
    Document,
    limited_staging,
    policies,
    references,
)
from tests.support.environments import addresses, document

BOOTSTRAP = "staging-bootstrap"
STATES = f"arn:aws:s3:::{BUCKET}/landing-zone/staging"
BUCKET_POLICY, KEY_POLICY, ALL = "aws_s3_bucket_policy", "aws_kms_key", "everything"
TRUSTS = {StateRole.READER: StateRole.READER.value, StateRole.WRITER: StateRole.WRITER.value}
OWN = {StateRole.READER: "access_reader", StateRole.WRITER: "access_writer"}
THROUGH_S3 = {
    "kms:ViaService": "s3.eu-west-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn": f"arn:aws:s3:::{BUCKET}",
}
OF_CLASS = {
    AccountClass.MANAGEMENT: "staging-organization",
    AccountClass.SECURITY: "staging-account-log-archive",
    AccountClass.NETWORK: "staging-network-ipam",
    AccountClass.WORKLOADS: "staging-account-fraud-dev",
}


@dataclass(frozen=True, slots=True)
class Probe:
    """A request, and what must come of it."""

    request: Request
    allowed: bool
    by: str = ""
    """The statement that must deny it."""


@dataclass(frozen=True, slots=True)
class States:
    """What was synthesized."""

    output: Path
    policies: dict[str, Document]
    references: dict[str, set[str]]

    def session(self, role: StateRole, workspace: str, action: str, resource: str, **context: str) -> Request:
        """Return what a session of a role asks for, which is for one workspace."""
        reads = [name for name in self.policies if name.startswith("landing-zone-state-reads-")]
        tag = {"aws:PrincipalTag/Workspace": workspace} if workspace else {}
        policy = KEY_POLICY if action.startswith("kms:") else BUCKET_POLICY
        return _request(role.arn(ACCOUNT), action, resource, (OWN[role], *reads), policy, {**tag, **context})

    def reading(self) -> Iterator[Probe]:
        """Every workspace about every state, as the reader and as the writer: its own and those that it refers to."""
        for workspace, referred in self.references.items():
            for state in self.references:
                for role in StateRole:
                    request = self.session(role, workspace, "s3:GetObject", f"{STATES}/{state}.tfstate")
                    yield Probe(request, allowed=state == workspace or state in referred)

    def writing(self) -> Iterator[Probe]:
        """Every workspace about every state: the writer writes its own, the reader none."""
        for workspace in self.references:
            for state in self.references:
                for role in StateRole:
                    request = self.session(role, workspace, "s3:PutObject", f"{STATES}/{state}.tfstate")
                    yield Probe(request, allowed=state == workspace and role is StateRole.WRITER)

    def rest(self) -> Iterator[Probe]:
        """What else is asked of states, by these roles and by others."""
        yield from self._locking()
        yield from self._elsewhere()
        yield from _strangers()

    def _locking(self) -> Iterator[Probe]:
        for role in StateRole:
            for action in ("s3:PutObject", "s3:DeleteObject", "s3:GetObject"):
                for state in ("staging-accounts", "staging-organization"):
                    lock = self.session(role, "staging-accounts", action, f"{STATES}/{state}.tfstate.tflock")
                    yield Probe(lock, allowed=state == "staging-accounts")
            removal = self.session(role, "staging-accounts", "s3:DeleteObject", f"{STATES}/staging-accounts.tfstate")
            yield Probe(removal, allowed=False)
            yield Probe(self.session(role, "", "s3:GetObject", f"{STATES}/staging-accounts.tfstate"), allowed=False)

    def _elsewhere(self) -> Iterator[Probe]:
        for role in StateRole:
            yield Probe(self.session(role, "staging-accounts", "s3:ListBucket", f"arn:aws:s3:::{BUCKET}"), allowed=True)
            for elsewhere in (f"{BUCKET}/landing-zone/production", "another"):
                state = f"arn:aws:s3:::{elsewhere}/staging-organization.tfstate"
                request = replace(self.session(role, "staging-accounts", "s3:GetObject", state), resource_policy="")
                yield Probe(request, allowed=False, by="DenyReadingOtherObjects")
            for action in ("kms:Decrypt", "kms:GenerateDataKey"):
                yield Probe(self.session(role, "staging-accounts", action, KEY, **THROUGH_S3), allowed=True)
                other = {**THROUGH_S3, "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::another"}
                yield Probe(self.session(role, "staging-accounts", action, KEY, **other), allowed=False)
                other = {**THROUGH_S3, "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com"}
                yield Probe(self.session(role, "staging-accounts", action, KEY, **other), allowed=False)

    def assuming(self) -> Iterator[Probe]:
        """Who works as one of the roles, for which workspace."""
        for role in StateRole:
            for workspace in self.references:
                yield Probe(_assume(ADMINISTRATOR, role, workspace, (ALL,)), allowed=True)
            yield Probe(_assume(ADMINISTRATOR, role, "production-accounts", (ALL,)), allowed=False)
            yield Probe(_assume(ADMINISTRATOR, role, "staging-accounts", (ALL,), another="tag"), allowed=False)
            yield Probe(_assume(ADMINISTRATOR, role, "", (ALL,)), allowed=False)
            stranger = f"arn:aws:iam::{ACCOUNT}:role/Admin"
            yield Probe(_assume(stranger, role, "staging-accounts", (ALL,)), allowed=False)
            for phase in Phase:
                yield from _pipelines(role, phase)


def _pipelines(role: StateRole, phase: Phase) -> Iterator[Probe]:
    """A role that plans is no writer, and no role of pipelines but that which administers works for other classes."""
    for of in AccountClass:
        name = role_name(phase, of)
        administers = (phase, of) == (Phase.APPLY, AccountClass.MANAGEMENT)
        own = (ALL,) if administers else (f"role_{of}_{phase}", policy_name(phase, of))
        for other, workspace in OF_CLASS.items():
            request = _assume(f"arn:aws:iam::{ACCOUNT}:role/{name}", role, workspace, own)
            yield Probe(request, allowed=role in state_roles(phase) and (administers or other is of))
        if not administers:
            request = _assume(f"arn:aws:iam::{ACCOUNT}:role/{name}", role, "staging-account-network", own)
            yield Probe(request, allowed=role in state_roles(phase) and of is AccountClass.NETWORK)


def _strangers() -> Iterator[Probe]:
    for action in ("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion"):
        state = f"{STATES}/staging-accounts.tfstate"
        stranger = f"arn:aws:iam::{ACCOUNT}:role/Admin"
        yield Probe(_request(stranger, action, state, (ALL,), BUCKET_POLICY, {}), allowed=False, by="DenyWhoIsNotNamed")
        yield Probe(_request(ADMINISTRATOR, action, state, (ALL,), BUCKET_POLICY, {}), allowed=True)
    service = {"aws:PrincipalIsAWSService": "true"}
    copy = _request(f"arn:aws:iam::{ACCOUNT}:role/Admin", "s3:GetObject", state, (ALL,), BUCKET_POLICY, service)
    yield Probe(copy, allowed=True)


def _assume(principal: str, role: StateRole, workspace: str, identity: Sequence[str], **tags: str) -> Request:
    sent = {**({"Workspace": workspace} if workspace else {}), **tags}
    context: dict[str, str | list[str]] = {f"aws:RequestTag/{key}": value for key, value in sent.items()}
    if sent:
        context["aws:TagKeys"] = [*sent]
    return _request(principal, "sts:AssumeRole", role.arn(ACCOUNT), identity, TRUSTS[role], context)


def _request(  # noqa: PLR0913, PLR0917 - each is a property of the request
    principal: str,
    action: str,
    resource: str,
    identity: Sequence[str],
    policy: str,
    context: dict[str, str] | dict[str, str | list[str]],
) -> Request:
    own: dict[str, str | list[str]] = {
        "aws:PrincipalArn": principal,
        "aws:PrincipalAccount": ACCOUNT,
        "aws:PrincipalIsAWSService": "false",
        "aws:SecureTransport": "true",
        "aws:ResourceAccount": ACCOUNT,
    }
    return Request(
        principal=principal,
        action=action,
        resource=resource,
        account=ACCOUNT,
        context={**own, **context},
        principal_path=NOWHERE,
        resource_path=NOWHERE,
        identity=tuple(identity),
        resource_policy=policy,
    )


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    output = tmp_path_factory.mktemp("limited") / "cdktf.out"
    synthesize([limited_staging(delivery={"codepipeline": {}})], output)
    everything: Document = {"Version": "2012-10-17", "Statement": [EVERYTHING]}
    made = {**policies(output, "staging-bootstrap"), **policies(output, "staging-delivery"), ALL: everything}
    return States(output, made, references(output))


def missed(states: States, probes: Sequence[Probe], changed: Mapping[str, Document] | None = None) -> list[str]:
    """What does not come out as it must; the first words are the resource's policy."""
    batch = Batch(paths={NOWHERE: ()})
    for name, written in {**states.policies, **(changed or {})}.items():
        kind = "RESOURCE_POLICY" if "Principal" in written["Statement"][0] else "IDENTITY_POLICY"
        batch.policies[name] = PolicyDocument(kind, written)
    batch.requests = [each.request for each in probes]
    found = []
    for probe, answer in zip(probes, simulate(batch), strict=True):
        denying = {statement.sid for statement in answer.denying}
        if answer.problem or answer.allowed is not probe.allowed or (probe.by and probe.by not in denying):
            found.append(f"{probe.request} {answer}")
    return found


def without_each_statement(states: States, probes: Sequence[Probe]) -> tuple[dict[str, Document], list[Probe]]:
    """Every policy about states without each of its statements in turn, and what must come out otherwise with it."""
    changed, asked = {}, []
    for name, written in states.policies.items():
        for statement in written["Statement"] if "state" in name or name in OWN.values() else ():
            without = f"<{name} without {statement['Sid']}>"
            kept = [each for each in written["Statement"] if each is not statement]
            nobody = {**statement, "Condition": {"StringEquals": {"aws:PrincipalArn": "nobody"}}}
            changed[without] = {**written, "Statement": kept or [nobody]}
            for each in probes:
                if names_action(statement, each.request.action):
                    identity = tuple(without if policy == name else policy for policy in each.request.identity)
                    of_resource = without if each.request.resource_policy == name else each.request.resource_policy
                    request = replace(each.request, identity=identity, resource_policy=of_resource)
                    asked += [replace(each, request=request)] if request != each.request else []
    return changed, asked


def test_each_workspace_reads_its_own_state_and_those_that_it_refers_to_and_no_other(states: States) -> None:
    assert sum(map(len, states.references.values())) > len(states.references)
    assert missed(states, [*states.reading()]) == []


def test_each_workspace_writes_its_own_state_and_no_other_and_a_plan_writes_none(states: States) -> None:
    assert missed(states, [*states.writing()]) == []


def test_nobody_else_gets_to_states_and_locks_are_each_workspace_s_own(states: States) -> None:
    assert missed(states, [*states.rest()]) == []


def test_pipelines_work_for_workspaces_of_their_class_and_administrators_for_any(states: States) -> None:
    assert missed(states, [*states.assuming()]) == []


def test_every_statement_about_states_is_needed(states: States) -> None:
    """Without any one of them something comes out otherwise."""
    allowed = [each for each in (*states.reading(), *states.writing()) if each.allowed]
    changed, asked = without_each_statement(states, [*allowed, *states.rest(), *states.assuming()])
    noticed = "\n".join(missed(states, asked, changed))
    assert changed
    assert [name for name in changed if name not in noticed] == []


def test_what_keeps_strangers_out_of_the_bucket_is_needed(states: States) -> None:
    policy = states.policies[BUCKET_POLICY]
    kept = [each for each in policy["Statement"] if each["Sid"] != "DenyWhoIsNotNamed"]
    changed = {BUCKET_POLICY: {**policy, "Statement": kept}}
    assert missed(states, [*states.rest()], changed) != []


def test_every_workspace_works_with_its_state_as_the_writer_and_reads_others_as_the_reader(states: States) -> None:
    for workspace in states.references.keys() - {BOOTSTRAP}:
        content = document(states.output, workspace)
        own = {"tags": {"Workspace": workspace}}
        assert content["terraform"]["backend"]["s3"]["assume_role"] == {
            **own,
            "role_arn": StateRole.WRITER.arn(ACCOUNT),
        }
        for state in content.get("data", {}).get("terraform_remote_state", {}).values():
            assert state["config"]["assume_role"] == {**own, "role_arn": StateRole.READER.arn(ACCOUNT)}


def test_what_makes_the_roles_works_without_them_before_all_others(states: States) -> None:
    manifest = json.loads((states.output / "manifest.json").read_text())
    assert next(iter(manifest["stacks"])) == BOOTSTRAP
    assert "assume_role" not in document(states.output, BOOTSTRAP)["terraform"]["backend"]["s3"]


def test_addresses_are_a_contract(states: States) -> None:
    found = addresses(document(states.output, BOOTSTRAP))
    assert [address for address in found if "_iam_" in address] == [
        "aws_iam_policy.access_reads_part-1_175B5FEE",
        "aws_iam_policy.access_reads_part-2_DEE43F98",
        "aws_iam_policy.pipelines_management_plan_B256448C",
        "aws_iam_policy.pipelines_network_apply_4CF302CF",
        "aws_iam_policy.pipelines_network_plan_3510A2CF",
        "aws_iam_policy.pipelines_security_apply_E298987F",
        "aws_iam_policy.pipelines_security_plan_8977F82F",
        "aws_iam_policy.pipelines_workloads_apply_CEDF8D96",
        "aws_iam_policy.pipelines_workloads_plan_FA9F2E50",
        "aws_iam_role.access_reader_6ABD1E23",
        "aws_iam_role.access_writer_F862C09B",
        "aws_iam_role_policy.access_reader_policy_71A35D8F",
        "aws_iam_role_policy.access_writer_policy_8C7A9F8C",
        "aws_iam_role_policy_attachment.access_reader_part-1_6E9599BD",
        "aws_iam_role_policy_attachment.access_reader_part-2_8A40AB67",
        "aws_iam_role_policy_attachment.access_writer_part-1_903D64F2",
        "aws_iam_role_policy_attachment.access_writer_part-2_DA06875B",
    ]


def test_plans_of_pipelines_work_as_the_reader_until_something_is_synthesized(
    states: States, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    names = [role_name(phase, of) for of in AccountClass for phase in Phase]
    config.write_text("".join(f"[profile {name}]\nregion = eu-west-1\n" for name in names))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    zone = limited_staging(delivery={"codepipeline": {}}).zone
    file = states.output / "stacks" / "staging-accounts" / "state_role_override.tf.json"

    role_profiles("staging", zone, states.output, Phase.APPLY)
    assert not file.exists()
    role_profiles("staging", zone, states.output, Phase.PLAN)

    assert json.loads(file.read_text())["terraform"]["backend"]["s3"]["assume_role"] == {
        "role_arn": StateRole.READER.arn(ACCOUNT),
        "tags": {"Workspace": "staging-accounts"},
    }
