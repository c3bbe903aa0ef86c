"""What a user may say in `policies/network/reachability.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from modules.specification.model import Spec
from modules.specification.texts import matching

EVERYTHING = "everything"

EVERY_SEGMENT = "segments"
"""In `from` and `to`: every segment of an environment, its own included."""

FEATURES = (
    "egress", "ingress", "endpoints", "inspection", "east-west", "on-premises", "names-from-on-premises",
    "names-to-on-premises", "names-to-directory",
)  # fmt: skip
"""What an environment may ask for, as rules and kinds of traffic need it; and `list-<name>` for each list of domains
that its firewall goes by."""

Feature = Annotated[
    str,
    AfterValidator(
        matching(
            rf"({'|'.join(FEATURES)})|list-[a-z0-9-]+",
            what="a feature must be one that an environment may ask for",
            why="a rule that needs something else would never hold, and nobody would notice",
            fix=f"write one of {', '.join(FEATURES)}, or list-<name> for a list of domains",
        )
    ),
]


class TrafficSpec(Spec):
    """One kind of connection to try; with hosts, one for each of them and for each of the protocols."""

    protocol: Literal["tcp", "udp", "icmp"] = "tcp"
    """The transport protocol."""

    port: int = Field(default=0, ge=0, le=65535)
    """The port; without one, that of the protocol on top."""

    says: tuple[Literal["tls", "http", "ssh"], ...] = ()
    """The protocols on top of it."""

    hosts: tuple[str, ...] = ()
    """Host names that it asks for; {region} stands for the region of each hub, and passes at that hub only."""

    version: str = "tls1.2"
    """The version of TLS, as Suricata writes it."""

    needs: tuple[Feature, ...] = ()
    """What the environment must ask for; otherwise a rule that passes it does not."""


class InspectedSpec(Spec):
    """How a pair's connections pass through a firewall."""

    needs: tuple[Feature, ...] = Field(min_length=1)
    """They pass through it if the environment asks for any of these, and otherwise must not."""

    passes: tuple[str, ...] = (EVERYTHING,)
    """What the firewall lets through."""

    passes_to_some: tuple[str, ...] = ()
    """What it lets through to some of the receivers' addresses only."""


class RuleSpec(Spec):
    """Who reaches whom. What no rule says must not be; where several fit a pair, the first one holds."""

    why: str = Field(min_length=1)
    """The reason, for those whom the rule hinders."""

    senders: tuple[str, ...] = Field(min_length=1, alias="from")
    """Segments, kinds of accounts, VPCs of the hub, `on-premises`, `internet`; the kinds of a hub's places. `segments`
    is every segment, those included that an environment adds."""

    receivers: tuple[str, ...] = Field(min_length=1, alias="to")
    """As for `from`."""

    both_ways: bool = False
    """Whether the receivers open connections to the senders, too."""

    needs: tuple[Feature, ...] = ()
    """The rule applies where the environment asks for all of these."""

    passes: tuple[str, ...] = (EVERYTHING,)
    """What gets through: kinds of traffic, or `tcp`, `udp/53` and the like; `everything`."""

    inspected: InspectedSpec | None = None
    """Whether and how it passes through a firewall; without this, it must not."""


class PolicySpec(Spec):
    """Who must and who must not reach whom."""

    traffic: dict[str, TrafficSpec] = Field(min_length=1)
    """Kinds of connections that are tried between all places."""

    rules: tuple[RuleSpec, ...] = Field(min_length=1)
    """Everything that is to be possible."""
