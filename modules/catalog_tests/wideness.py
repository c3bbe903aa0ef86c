"""What a launch role must not be able to do: what its template has no use for, and what is not the team's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from modules.catalog.library.product import Product
from modules.catalog_tests.arns import asked_resources, filled, own_kinds, used_kinds
from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.needs import context_of
from modules.catalog_tests.probe import Probe
from modules.catalog_tests.role_requests import FOREIGN_ACCOUNT_ID
from modules.catalog_tests.tag_probes import ANOTHER, tag_probes
from modules.policy_evaluation.creating.action_facts import ActionFacts

_OF_ANOTHER = {
    "kms": "arn:aws:kms:{region}:{account}:key/of-another",
    "s3": "arn:aws:s3:::bucket-of-another{object}",
    "iam": "arn:aws:iam::{account}:role/platform/Administrator",
}
"""What is not the team's, by service; what names it is not the product's."""

_PASSED_TO, _CALLED_VIA = "iam:PassedToService", "aws:CalledViaLast"
_ELSEWHERE = {
    _PASSED_TO: ("ec2.amazonaws.com", "for another service"),
    _CALLED_VIA: ("athena.amazonaws.com", "for another service"),
}
"""Keys that a type's requests have by `policies/product_resources.yaml`, with a value that must not do as well."""

_GRANT, _FOR_A_SERVICE = "kms:creategrant", "kms:GrantIsForAWSResource"
"""A grant outlives what it was made for, and whom it is for is said by nobody but the request."""

_TAGS = ("aws:resourcetag/", "aws:requesttag/")


def unneeded(product: Product, launched: Iterable[LaunchedResource]) -> Iterator[str]:
    """Say which actions a product's role may do that no resource of any of its versions needs."""
    needed = {action.lower() for each in launched for action in each.needed}
    for statement in product.definition.launch:
        for action in statement.action:
            if action.lower() not in needed:
                yield f"too wide: {statement.sid} allows {action}, which no handler of its resources needs"


def probes(launched: LaunchedResource, facts: Mapping[str, ActionFacts]) -> Iterator[Probe]:
    """Give what the role must not reach: the like in an account of somebody else, and what is another team's."""
    needed = {action.lower() for action in launched.needed}
    for statement in launched.candidate.product.definition.launch:
        for action in statement.action:
            if action.lower() in needed:
                yield from _probes(launched, action, facts)
                yield from tag_probes(launched, action, facts)


def _probes(launched: LaunchedResource, action: str, facts: Mapping[str, ActionFacts]) -> Iterator[Probe]:
    own, account = own_kinds(action, facts, launched), launched.account
    usual = context_of(launched, facts[action], team=account.team("name"))
    of_another = context_of(launched, facts[action], team=ANOTHER)
    patterns = facts[action].resources
    for kind, pattern in ((kind, patterns[kind]) for kind in sorted(used_kinds(action, patterns))):
        if "${Account}" in pattern:
            foreign = filled(pattern, FOREIGN_ACCOUNT_ID, account.region, launched.name or "x")
            yield Probe(action, foreign, usual, "which is in somebody else's account")
        if resource := _of_another(launched, action, kind, pattern, is_own=kind in own, facts=facts[action]):
            yield Probe(action, resource, of_another, "which is not the team's")
    if not patterns and facts[action].takes_tags:
        yield Probe(action, "*", of_another, "with the tags of another team")
    if action.lower() == _GRANT:
        for resource in asked_resources(action, facts, launched):
            yield Probe(action, resource, {**usual, _FOR_A_SERVICE: "false"}, "for somebody who is no service of AWS")
    for key, (value, by) in _ELSEWHERE.items():
        if key in launched.context and _is_asked(key, action, launched):
            for resource in asked_resources(action, facts, launched):
                yield Probe(action, resource, {**usual, key: value}, by)


def _is_asked(key: str, action: str, launched: LaunchedResource) -> bool:
    """Whether a request of an action must carry a key: of a role that is passed, and of what a service does for it."""
    service = action.partition(":")[0]
    services = {create.partition(":")[0] for create in launched.spec.creates.actions}
    return action == "iam:PassRole" if key == _PASSED_TO else service not in {*services, *_OF_ANOTHER}


def _of_another(  # noqa: PLR0913 - the parts of an ARN
    launched: LaunchedResource, action: str, kind: str, pattern: str, *, is_own: bool, facts: ActionFacts
) -> str:
    """Return the ARN of another team's resource; nothing where neither a name nor a tag would tell whose it is."""
    account, service = launched.account, action.partition(":")[0]
    if service in _OF_ANOTHER:
        key = "/object" if kind == "object" else ""
        return _OF_ANOTHER[service].format(region=account.region, account=account.id, object=key)
    resource = filled(pattern, account.id, account.region, ANOTHER)
    is_told = ANOTHER in resource if launched.name else _has_tags(facts)
    return resource if is_own and is_told else ""


def _has_tags(facts: ActionFacts) -> bool:
    return any(key.startswith(_TAGS) for key in facts.keys)
