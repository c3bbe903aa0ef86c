"""Checks of Control Tower's controls: that they exist, and that their units take them with these parameters."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.aws_limits import REGIONS
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone
from modules.landing_zone.governance import managed_landing_zone
from modules.organization.control_tower.bindings import ControlBinding, bindings
from modules.organization.control_tower.catalogue import CataloguedControl, ControlKind, Guidance, Need, catalogue
from modules.organization.control_tower.security_unit import takes
from modules.organization.control_tower.spec import LandingZoneVersion
from modules.organization.spec import ROOT
from modules.specification import regions
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import listed, nearest, unknown

_ALLOWED_REGIONS = "AllowedRegions"


def controls_are_bound_to_units(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    controls = zone.control_tower.controls if zone.control_tower else {}
    if ROOT in controls and ROOT not in zone.organization.units:
        yield LandingZoneError(
            "a control must not be enabled for the root",
            got=", ".join(controls[ROOT]) or "no control",
            why="Control Tower enables controls for organizational units only",
            fix="name them at the units directly below the root",
            path=("control_tower", "controls", ROOT),
        )


def controls_are_in_the_catalogue(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    known = catalogue()
    for binding in bindings(zone.control_tower):
        if binding.control not in known:
            yield unknown(
                "there is no such control",
                binding.control,
                known,
                why="controls are named as in the catalogue, policies/controls",
                otherwise="write one of its names, or add the control to it",
                path=binding.source,
            )


def controls_can_be_chosen(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for binding, control in _known(zone):
        if control.guidance is Guidance.MANDATORY:
            yield LandingZoneError(
                "a mandatory control must be left to Control Tower",
                got=f"{binding.control}: {control.title}",
                why="Control Tower enables it itself on every unit that it governs, and refuses to be asked to",
                fix="remove it",
                path=binding.source,
            )


def preventive_controls_are_bound_once_on_a_path(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    preventive = [binding for binding, control in _known(zone) if control.kind is ControlKind.PREVENTIVE]
    for binding in preventive:
        for other in preventive:
            is_above = len(other.target) < len(binding.target) and binding.target[: len(other.target)] == other.target
            if is_above and other.control == binding.control:
                yield LandingZoneError(
                    "the control is already enabled in a unit above",
                    got=f"{binding.control}, also in {other.unit}",
                    why="a preventive control holds in all units below the one that names it",
                    fix="remove it here, or name it only in the units that want it",
                    path=binding.source,
                )


def parameters_are_those_of_the_control(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for binding, control in _known(zone):
        for name in binding.parameters:
            if name not in control.parameters:
                guess = nearest(name, control.parameters)
                yield LandingZoneError(
                    "the control has no such parameter",
                    got=f"{name} of {binding.control}",
                    why=f"it takes {listed(control.parameters)}" if control.parameters else "it takes none",
                    fix=f"write {guess}" if guess else "remove it",
                    path=(*binding.source, name),
                )


def parameters_that_are_needed_are_given(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    for binding, control in _known(zone):
        for name, need in control.parameters.items():
            if need is Need.REQUIRED and name not in binding.parameters and not dropped.below(*binding.source):
                yield LandingZoneError(
                    "a parameter of the control is missing",
                    got=f"{binding.control} without {name}",
                    why="Control Tower cannot enable it without",
                    fix=f"add it: `{binding.control}: {{{name}: [...]}}`",
                    path=binding.source,
                )


def regions_that_are_allowed_exist(zone: LandingZone, _: Dropped) -> Iterator[LandingZoneError]:
    for binding, _control in _known(zone):
        for index, region in enumerate(binding.parameters.get(_ALLOWED_REGIONS, ())):
            if region not in REGIONS and region not in zone.organization.newer_regions:
                why, fix = regions.advice(region)
                yield LandingZoneError(
                    "a region that a control allows must be one of the `aws` partition",
                    got=region,
                    why=f"all regions but these are denied, also the one that was meant; {why}",
                    fix=fix,
                    path=(*binding.source, _ALLOWED_REGIONS, index),
                )


def security_unit_takes_its_controls(zone: LandingZone, dropped: Dropped) -> Iterator[LandingZoneError]:
    landing_zone = managed_landing_zone(zone.control_tower)
    if landing_zone is None or landing_zone.version is not LandingZoneVersion.V3_3 or dropped.below("accounts"):
        return
    security = {account.unit for account in zone.roster if Function.LOG_ARCHIVE in account.functions}
    for binding, control in _known(zone):
        if binding.target in security and not takes(binding.control, control):
            yield LandingZoneError(
                "the control must not be enabled for the unit of the landing zone's own accounts",
                got=f"{binding.control}, a {control.kind} control ({control.implementation})",
                why="up to version 3.3 it takes detective controls and a few service control policies (AWS Control "
                "Tower Controls Reference Guide, Exception to controls for the Security OU)",
                fix="remove it",
                path=binding.source,
            )


def _known(zone: LandingZone) -> Iterator[tuple[ControlBinding, CataloguedControl]]:
    """Every control that is bound and in the catalogue."""
    known = catalogue()
    for binding in bindings(zone.control_tower):
        if binding.control in known:
            yield binding, known[binding.control]
