"""Classes of accounts that may have a VPC: by function, those of teams and workloads by stage too. No cdktf here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.accounts.spec import Function
from modules.accounts.stages import StageKind
from modules.specification.model import NAME_PATTERN
from modules.specification.texts import matching

WITHOUT_A_VPC = (Function.MANAGEMENT, Function.LOG_ARCHIVE, Function.SECURITY_TOOLING, Function.NETWORK)
"""Functions whose accounts need no VPC: nothing runs in them, but for what is the hub's own."""

WITH_A_STAGE = (Function.TEAM, Function.WORKLOAD)
"""Functions whose accounts are told apart by their stage."""

_FUNCTIONS = tuple(function.value for function in Function if function not in WITHOUT_A_VPC)
_PATTERN = rf"({'|'.join(_FUNCTIONS)})|({'|'.join(WITH_A_STAGE)})/({NAME_PATTERN})"


AccountClassName = Annotated[
    str,
    AfterValidator(
        matching(
            _PATTERN,
            what="connectivity must be given for accounts that may have a VPC, by their function",
            why=f"these are {', '.join(_FUNCTIONS)}; team and workload may have a stage behind a /",
            fix="write one of these, or for example team/dev",
        )
    ),
    Field(examples=["team/dev"]),
]
"""`data-lake`, `team/dev`: a function, and of teams and workloads a stage behind it."""


@dataclass(frozen=True, slots=True)
class AccountClass:
    """Accounts that are connected alike, where they say nothing else themselves."""

    function: Function
    stage: str | None = None
    kind: StageKind | None = None
    """How the library treats the stage; of a workload without one, as production."""

    @property
    def name(self) -> str:
        """The class as the environment names it: `data-lake`, `team/dev`, `workload`."""
        return f"{self.function}/{self.stage}" if self.stage else self.function.value

    @property
    def default(self) -> str:
        """What the library calls it where the environment says nothing of it."""
        return f"{self.function}/{self.kind}" if self.kind else self.function.value
