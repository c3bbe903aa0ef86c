"""The options of a VPN connection's tunnel as arguments, which the provider has once for each of the two."""

from __future__ import annotations

from typing import Any

from modules.network.spec.tunnels import Phase1Spec, TunnelSpec

_AWS = TunnelSpec()
"""Times and counts that are not written are those of AWS, which then need no argument."""


def tunnel_arguments(number: int, spec: TunnelSpec) -> dict[str, Any]:
    """Return the arguments of a tunnel.

    Args:
        number: Which of the two, 1 or 2.
        spec: Its options.

    """
    arguments: dict[str, Any] = {
        "ike_versions": [version.value for version in spec.ike_versions],
        **_phase(1, spec.phase1),
        **_phase(2, spec.phase2),
    }
    if spec.inside is not None:
        arguments["inside_cidr"] = str(spec.inside)
    others: dict[str, tuple[Any, Any]] = {
        "startup_action": (spec.startup.value, _AWS.startup.value),
        "dpd_timeout_seconds": (spec.timeout_seconds, _AWS.timeout_seconds),
        "dpd_timeout_action": (spec.timeout_action.value, _AWS.timeout_action.value),
        "phase1_lifetime_seconds": (spec.phase1.lifetime_seconds, _AWS.phase1.lifetime_seconds),
        "phase2_lifetime_seconds": (spec.phase2.lifetime_seconds, _AWS.phase2.lifetime_seconds),
        "rekey_margin_time_seconds": (spec.rekey_margin_seconds, _AWS.rekey_margin_seconds),
        "rekey_fuzz_percentage": (spec.rekey_fuzz_percent, _AWS.rekey_fuzz_percent),
        "replay_window_size": (spec.replay_window_packets, _AWS.replay_window_packets),
    }
    arguments |= {argument: value for argument, (value, usual) in others.items() if value != usual}
    return {f"tunnel{number}_{argument}": value for argument, value in arguments.items()}


def _phase(number: int, spec: Phase1Spec) -> dict[str, Any]:
    return {
        f"phase{number}_encryption_algorithms": [cipher.value for cipher in spec.encryption],
        f"phase{number}_integrity_algorithms": [function.value for function in spec.integrity],
        f"phase{number}_dh_group_numbers": list(spec.groups),
    }
