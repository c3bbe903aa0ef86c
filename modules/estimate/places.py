"""Accounts, their teams, and regions, as the providers of the workspaces say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.synthesized.accounts import providers_of, tags_of
from modules.synthesized.environment import Synthesized

NO_TEAM = "no team"
"""What stands for the team of an account that is no team's."""

UNKNOWN = "unknown"
"""What stands for an account that no provider says."""


@dataclass(frozen=True, slots=True)
class Places:
    """Who can be charged, and where."""

    teams: Mapping[str, str]
    """The team of every account, by the account's key."""
    regions: tuple[str, ...]
    """Every region that something is made in."""

    def team(self, account: str) -> str:
        """Return the team that an account is of."""
        return self.teams.get(account, NO_TEAM)


def read_places(synthesized: Synthesized, team_tag: str) -> Places:
    """Read the places of an environment.

    Args:
        synthesized: The environment.
        team_tag: The key of the tag that says which team an account is of.

    """
    teams: dict[str, str] = {}
    regions: dict[str, None] = {}
    workspaces = (synthesized.scope(id_) for id_ in synthesized.workspaces)
    for scope in filter(None, workspaces):
        for provider in providers_of(scope):
            body = {"provider": provider}
            account, region = synthesized.account(scope, body), synthesized.region(scope, body)
            if account is not None:
                teams[account] = str(tags_of(scope, provider).get(team_tag) or NO_TEAM)
            if region is not None:
                regions[region] = None
    return Places(dict(sorted(teams.items())), tuple(sorted(regions)))
