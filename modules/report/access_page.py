"""The reference page of access: who has what where, and what each permission set allows and does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from modules.access.escalation.corpus import read_corpus
from modules.access.matrix import Line, lines
from modules.access.scenarios import PersonaScenario, scenarios
from modules.access.synthesized_access import Entry
from modules.accounts.spec import Function
from modules.environment import PROJECT
from modules.identity import library
from modules.identity.defaults import ATTRIBUTES
from modules.identity.directory import platform_groups, session_attributes, team_groups
from modules.identity.library import PermissionSet, permission_set
from modules.identity.spec import IdentitySource
from modules.landing_zone import LandingZone
from modules.report.escalation_section import escalation_section
from modules.report.stage_table import HEAD, stage_rows

_HEAD = """# Access

Who may do what where, and what each permission set of the library allows and does not. This page is written by `python
main.py schema`; the matrix is what `python main.py access matrix {environment}` reads from the synthesized workspaces.
What an environment says about it is under `identity` in the [specification](specification.md).

"""
_MATRIX = """## Who has what in {environment}

| group | permission set | accounts |
| --- | --- | --- |
"""
_GROUPS = """## Groups

Platform-wide groups. An environment changes one by saying it again under `identity.groups`, or leaves it out with
`without_groups`.

| group | who is in it |
| --- | --- |
"""
_TEAM_GROUPS = """Groups of every team, called `{pattern}` in {environment}.

| group | {stages} |
| --- |{rules}
"""
_SETS = """## What each permission set allows

| permission set | for | allows, and does not | session | AWS's policies | boundary | own statements |
| --- | --- | --- | --- | --- | --- | --- |
"""
_ATTRIBUTES = """## What keeps somebody inside the team

Inline policies compare attributes of the person's session with tags and names. The attributes come from the directory:

| session attribute | in Identity Center's own directory | from an identity provider | means |
| --- | --- | --- | --- |
"""
_MEANINGS = {
    "Team": "the team that the person works for",
    "Stage": "the stage up to which the person may work: one of the environment's stages",
    "CostCenter": "what the person's work is charged to",
    "UserName": "the name that the person signs in with",
}
_CONTRACT = """
What is made in a team's account is found by these names and tags, whoever makes it:

| what | has |
| --- | --- |
| everything that can be tagged | `Team`, `Stage`, `CostCenter` |
| a role for a service to work with | the path `/teams/<team>/<stage>/`; of the platform `/platform/` |
| a bucket | a name that starts with `<organization>-<team>-<stage>-` |
| a SageMaker model, a CloudWatch alarm | a name that starts with `<team>-<stage>-` |
| a Glue database | a name that starts with `<team>_<stage>_` |
| a Studio user profile | the tag `UserName` |
| an evaluation report | a key that begins with `evaluation-reports/`, in the team's bucket; not one in another folder |

Roles are told apart by their paths and not by tags, because IAM does not compare tags reliably where a role is passed
(IAM User Guide, Grant a user permissions to pass a role to an AWS service).

"""
_SCENARIOS = """## Proved by

Every line is a request that `python main.py access test` evaluates, against permission set, boundary and guardrails
together. One that is bound to stages is asked in an account of each. `access mutate` changes every statement, action,
resource and condition in turn; all but what `policies/reviewed_changes.yaml` lists make one of them fail.

"""


def access_page(zone: LandingZone, environment: str) -> str:
    """Write the page, in Markdown, with the matrix of one environment."""
    sets = [permission_set(name) for name in library.names()]
    known = scenarios({name: library.LIBRARY / name for name in library.names()})
    parts = [_HEAD.format(environment=environment), _MATRIX.format(environment=environment)]
    parts += [*_matrix(zone), "\n", _GROUPS, *_groups(zone), "\n", *_team_groups(zone, environment), "\n"]
    parts += [
        _SETS,
        *map(_set_row, sets),
        "\n",
        HEAD,
        *stage_rows(sets),
        "\n",
        _ATTRIBUTES,
        *_attributes(zone),
        _CONTRACT,
        *escalation_section(read_corpus(PROJECT), sets),
        _SCENARIOS,
    ]
    parts += ["\n".join(_proofs(permission_set, known.get(permission_set.name, ()))) for permission_set in sets]
    return "".join(parts)


def matrix_lines(zone: LandingZone) -> list[Line]:
    """Condense the assignments of an environment, as `access matrix` condenses those that were synthesized."""
    entries = [
        Entry(assignment.group.name, assignment.permission_set, assignment.account.key)
        for assignment in zone.directory.assignments
    ]
    return lines(entries, [account.key for account in zone.roster])


def everywhere(zone: LandingZone) -> list[str]:
    """Return every account but the management account."""
    return [account.key for account in zone.roster if Function.MANAGEMENT not in account.functions]


def _matrix(zone: LandingZone) -> Iterator[str]:
    folders = {assignment.permission_set: assignment.folder for assignment in zone.directory.assignments}
    for line in matrix_lines(zone):
        link = f"[{line.permission_set}](#{folders[line.permission_set].lower()})"
        yield f"| {line.group} | {link} | {line.where(everywhere(zone))} |\n"


def _groups(zone: LandingZone) -> Iterator[str]:
    for key, group in platform_groups(zone.identity).items():
        yield f"| {key} | {group.description} |\n"


def _team_groups(zone: LandingZone, environment: str) -> Iterator[str]:
    pattern = zone.identity.team_group_name.replace("{", "<").replace("}", ">")
    rules = " --- |" * len(zone.stages)
    yield _TEAM_GROUPS.format(pattern=pattern, environment=environment, stages=" | ".join(zone.stages), rules=rules)
    for key, group in team_groups(zone.identity, zone.stages).items():
        stages = (", ".join(group.permission_sets.get(stage, ())) or "nothing" for stage in zone.stages)
        yield f"| {key} | {' | '.join(stages)} |\n"


def _set_row(permission_set: PermissionSet) -> str:
    description = permission_set.description
    boundary = description.permissions_boundary
    own = boundary and boundary.customer_managed_policy
    cells = (
        f"[{permission_set.name}](#{permission_set.name.lower()})",
        description.for_whom,
        description.summary,
        f"{description.session_hours} h",
        ", ".join(description.managed_policies) or "none",
        (own.name if own else boundary.managed_policy or "") if boundary else "none",
        str(len((permission_set.inline_policy or {"Statement": []})["Statement"]) or "none"),
    )
    return f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |\n"


def _attributes(zone: LandingZone) -> Iterator[str]:
    sources = {
        source: session_attributes(zone.identity.model_copy(update={"source": source, "attributes": {}}), {})
        for source in ATTRIBUTES
    }
    built_in, external = sources[IdentitySource.BUILT_IN], sources[IdentitySource.EXTERNAL]
    for key, meaning in _MEANINGS.items():
        yield f"| `{key}` | `{built_in[key]}` | `{external[key]}` | {meaning} |\n"


def _proofs(permission_set: PermissionSet, known: tuple[PersonaScenario, ...]) -> Iterator[str]:
    yield f"### {permission_set.name}"
    yield ""
    yield f"From: {'; '.join(permission_set.description.sources)}"
    yield ""
    by_expectation: Mapping[str, list[str]] = {
        word: [scenario.spec.name for scenario in known if scenario.spec.expect == word]
        for word in ("allowed", "denied")
    }
    for expectation, scenario_names in by_expectation.items():
        if scenario_names:
            yield f"- {expectation}:"
            yield from (f"  - {name}" for name in scenario_names)
    yield "\n"
