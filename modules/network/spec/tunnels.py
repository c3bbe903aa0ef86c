"""What a user may say about the two tunnels of a VPN connection. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Network
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.ranges import written_network

_LINK_LOCAL = IPv4Network("169.254.0.0/16")
_INSIDE_PREFIX = 30
_KEPT_BY_AWS = tuple(
    IPv4Network(f"169.254.{address}/{_INSIDE_PREFIX}")
    for address in ("0.0", "1.0", "2.0", "3.0", "4.0", "5.0", "169.252")
)
"""Amazon EC2 API Reference, VpnTunnelOptionsSpecification."""


class IkeVersion(StrEnum):
    """A version of Internet Key Exchange."""

    IKEV1 = "ikev1"
    IKEV2 = "ikev2"


class Encryption(StrEnum):
    """A cipher; GCM protects integrity, too."""

    AES128 = "AES128"
    AES256 = "AES256"
    AES128_GCM = "AES128-GCM-16"
    AES256_GCM = "AES256-GCM-16"


class Integrity(StrEnum):
    """A hash function. SHA1 is broken, and is there for routers that know no other."""

    SHA1 = "SHA1"
    SHA2_256 = "SHA2-256"
    SHA2_384 = "SHA2-384"
    SHA2_512 = "SHA2-512"


class TimeoutAction(StrEnum):
    """What AWS does with a tunnel whose router is silent."""

    CLEAR = "clear"
    NONE = "none"
    RESTART = "restart"


class StartupAction(StrEnum):
    """Who begins: `add` is the router, `start` is AWS."""

    ADD = "add"
    START = "start"


def _inside(network: IPv4Network) -> IPv4Network:
    if network.prefixlen != _INSIDE_PREFIX or not network.subnet_of(_LINK_LOCAL) or network in _KEPT_BY_AWS:
        raise LandingZoneError(
            "the addresses inside a tunnel must be a free /30 of 169.254.0.0/16",
            got=network,
            why=f"AWS takes no others, and keeps {', '.join(map(str, _KEPT_BY_AWS))} (Amazon EC2 API Reference, "
            "VpnTunnelOptionsSpecification)",
            fix="write a range such as 169.254.10.0/30",
        )
    return network


InsideRange = Annotated[
    IPv4Network, BeforeValidator(written_network), AfterValidator(_inside), Field(examples=["169.254.10.0/30"])
]
"""`169.254.10.0/30`: the two addresses inside a tunnel, that of AWS first."""


_GROUPS = (2, 5, *range(14, 25))
_NOT_IN_PHASE_1 = 5


def _of_phase_2(number: int) -> int:
    return _of(number, _GROUPS)


def _of_phase_1(number: int) -> int:
    return _of(number, tuple(group for group in _GROUPS if group != _NOT_IN_PHASE_1))


def _of(number: int, groups: tuple[int, ...]) -> int:
    if number not in groups:
        raise LandingZoneError(
            "there is no such Diffie-Hellman group in this phase",
            got=number,
            why=f"AWS has {', '.join(map(str, groups))} (Amazon EC2 API Reference, VpnTunnelOptionsSpecification)",
            fix="write one of these, better 19 to 21: elliptic curves of 256 bits or more",
        )
    return number


class Phase1Spec(Spec):
    """How the two ends agree on a key for all that follows."""

    encryption: tuple[Encryption, ...] = Field(default=(Encryption.AES256_GCM,), min_length=1)
    """Ciphers that may be chosen."""

    integrity: tuple[Integrity, ...] = Field(
        default=(Integrity.SHA2_256, Integrity.SHA2_384, Integrity.SHA2_512), min_length=1
    )
    """Hash functions that may be chosen."""

    groups: tuple[Annotated[int, Field(ge=2, le=24), AfterValidator(_of_phase_1)], ...] = Field(
        default=(19, 20, 21), min_length=1
    )
    """Diffie-Hellman groups that may be chosen, 2 or 14 to 24: 19 to 21 are elliptic curves."""

    lifetime_seconds: int = Field(default=28_800, ge=900, le=28_800)
    """How long the key holds, 900 to 28,800 seconds."""


class Phase2Spec(Phase1Spec):
    """How traffic is protected."""

    groups: tuple[Annotated[int, Field(ge=2, le=24), AfterValidator(_of_phase_2)], ...] = Field(
        default=(19, 20, 21), min_length=1
    )
    """Diffie-Hellman groups that may be chosen, 2, 5 or 14 to 24: 19 to 21 are elliptic curves."""

    lifetime_seconds: int = Field(default=3_600, ge=900, le=3_600)
    """How long a key holds, 900 to 3,600 seconds, less than that of phase 1."""


class TunnelSpec(Spec):
    """One of the two tunnels. Its key is made by AWS and kept in Secrets Manager: there is nothing to write for it."""

    inside: InsideRange | None = None
    """The addresses inside of it, a /30 of 169.254.0.0/16, different in every tunnel of a hub. AWS chooses them where
    none are written."""

    ike_versions: tuple[IkeVersion, ...] = Field(default=(IkeVersion.IKEV2,), min_length=1)
    """Versions of Internet Key Exchange that the router may use."""

    phase1: Phase1Spec = Phase1Spec()
    """How the two ends agree on a key for all that follows."""

    phase2: Phase2Spec = Phase2Spec()
    """How traffic is protected."""

    startup: StartupAction = StartupAction.ADD
    """`add`: the router begins. `start`: AWS begins, which needs IKEv2 or a router whose address never changes."""

    timeout_seconds: int = Field(default=30, ge=30)
    """After how many seconds of silence the router counts as gone, 30 or more."""

    timeout_action: TimeoutAction = TimeoutAction.CLEAR
    """What AWS does then: `clear` ends the tunnel, `restart` begins anew, `none` waits."""

    rekey_margin_seconds: int = Field(default=270, ge=60, le=1_800)
    """How long before its end AWS replaces a key of phase 2, 60 seconds to half of its lifetime."""

    rekey_fuzz_percent: int = Field(default=100, ge=0, le=100)
    """By how much of that margin the moment is moved by chance, 0 to 100 percent."""

    replay_window_packets: int = Field(default=1_024, ge=64, le=2_048)
    """How far packets may overtake each other, 64 to 2,048."""

    @model_validator(mode="after")
    def _times_fit(self) -> Self:
        longest = self.phase1.lifetime_seconds
        if self.phase2.lifetime_seconds >= longest:
            raise LandingZoneError(
                "phase 2 must be shorter than phase 1",
                got=f"{self.phase2.lifetime_seconds} seconds in {longest}",
                why="AWS takes no other (Amazon EC2 API Reference, VpnTunnelOptionsSpecification)",
                fix=f"write fewer than {longest} seconds for phase2.lifetime_seconds",
                path=("phase2", "lifetime_seconds"),
            )
        if 2 * self.rekey_margin_seconds > self.phase2.lifetime_seconds:
            raise LandingZoneError(
                "the margin for a new key must be half of phase 2 or less",
                got=f"{self.rekey_margin_seconds} of {self.phase2.lifetime_seconds} seconds",
                why="AWS takes no other (Amazon EC2 API Reference, VpnTunnelOptionsSpecification)",
                fix=f"write {self.phase2.lifetime_seconds // 2} seconds or fewer",
                path=("rekey_margin_seconds",),
            )
        return self
