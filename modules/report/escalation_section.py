"""The section of the reference about known ways to more: which are tried, and what permission sets admit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from modules.access.escalation.corpus import FOLDER, Corpus
from modules.identity.library import PermissionSet

_HEAD = """## Known ways to more

`python main.py access escalate` tries {count} published ways by which somebody gains more than was given: a role passed
to a service that runs code, a machine that works as a role already, a changed policy, trust or boundary. They are in
`policies/escalations`, one file for each service, with their sources. Each is tried for every permission set, in every
account where somebody has it, with every clearance, against permission set, boundary and guardrails together. It must
be denied, or lead to nothing more:

- to a role that has one of the environment's permissions boundaries (`guardrails.permissions_boundaries`),
- to the role of the team's own services in the account's stage, for who may pass that role anyway,
- to a target that the permission set admits, below.

A way is asked with as few steps as it takes, and with all tags and settings that somebody can choose; who is taken for
able to do too much is seen, who for too little would not be. Roles that guardrails exempt trust the management account
and no service, so that no machine works as one. Execution roles of teams try as well, in an account of each stage: who
writes the script of a job works as one of them. Not tried is what policies of an account's own say, which is listed as
not known.

| file | ways |
| --- | --- |
"""
_ADMITTED = """
| permission set | target | why it is admitted |
| --- | --- | --- |
"""


def escalation_section(corpus: Corpus, sets: Iterable[PermissionSet]) -> Iterator[str]:
    """Write the section, in Markdown."""
    yield _HEAD.format(count=len(corpus.ways))
    for service, count in Counter(way.service for way in corpus.ways).items():
        yield f"| `{FOLDER}/{service}.yaml` | {count} |\n"
    yield _ADMITTED
    for known in sets:
        for target, reason in known.description.admitted_targets.items():
            yield f"| {known.name} | {corpus.targets[target].title} | {reason} |\n"
    yield "\n"
