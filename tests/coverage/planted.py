"""A small organization by hand: three accounts, two regions, and whatever resources a test plants in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.coverage.facts import Facts
from modules.coverage.library import Check, Reference
from modules.coverage.proof import Coverage, Outcome, prove
from modules.coverage.spec import Accounts, CheckSpec, EvidenceSpec, Published
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized

HOME, OTHER = "eu-west-1", "us-east-1"
IDS = {"management": "111111111111", "tooling": "222222222222", "archive": "333333333333", "fraud": "444444444444"}
VENDED = {key: id_ for key, id_ in IDS.items() if key != "management"}

FACTS = Facts(
    environment="demo",
    accounts=tuple(IDS),
    functions={
        Accounts.MANAGEMENT: "management",
        Accounts.SECURITY_TOOLING: "tooling",
        Accounts.LOG_ARCHIVE: "archive",
    },
    home=HOME,
    regions={"guardduty": (HOME, OTHER)},
    governed=(HOME, OTHER),
)
PUBLISHED = Published(
    title="A list",
    address="https://example.com",
    licence="Apache-2.0",
    commit="0" * 40,
    committed="2026-02-06",
    read="2026-11-29",
    families={"DEMO": 1},
)

Resources = Mapping[str, Mapping[str, Any]]
"""Bodies of resources by type and name."""


def workspace(account: str, resources: Resources, region: str = HOME) -> Document:
    """Return a workspace that works in an account and a region."""
    provider = {"aws": [{"allowed_account_ids": [IDS[account]], "region": region}]}
    return Document(f"demo-{account}-{region}", {"provider": provider, "resource": resources})


def coverage(check: Check, *workspaces: Document, facts: Facts = FACTS) -> Coverage:
    """Hold one check against workspaces."""
    ids = {key: f"${{aws_organizations_account.{key}.id}}" for key in VENDED}
    accounts = Document(
        "demo-accounts",
        {
            "provider": {"aws": [{"allowed_account_ids": [IDS["management"]], "region": HOME}]},
            "resource": {"aws_organizations_account": {key: {"name": key} for key in VENDED}},
            "output": {"account_ids": {"value": ids}},
        },
    )
    documents = {document.name: document for document in (accounts, *workspaces)}
    known = {id_: key for key, id_ in IDS.items()}
    return prove(Synthesized("demo", documents, known), Reference(PUBLISHED, (check,)), facts)


def outcome(check: Check, *workspaces: Document, facts: Facts = FACTS) -> Outcome:
    """Return how one check stands with workspaces."""
    (found,) = coverage(check, *workspaces, facts=facts).outcomes
    return found


def check(
    *needs: EvidenceSpec | tuple[EvidenceSpec, ...],
    accounts: Accounts = Accounts.EVERY,
    regions: str = "governed",
    service: str | None = None,
    waived: str | None = None,
) -> Check:
    """Return a check that needs each of some resources, or of several alternatives one."""
    alternatives = [need if isinstance(need, tuple) else (need,) for need in needs]
    items = [{f"evidence-{number}": spec for number, spec in enumerate(specs)} for specs in alternatives]
    spec = CheckSpec(
        asks="Something is on",
        accounts=accounts,
        regions=regions,
        covered_by=tuple(tuple(names) for names in items),
        waived=waived,
    )
    return Check(id="SRA-DEMO-01", spec=spec, service=service, needs=tuple(items), where="demo.yaml:1")
