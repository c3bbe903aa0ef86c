"""The checks that span rooms: each finds contradictions between parts of one environment.

A check says nothing about what follows from a part that was already refused (`Dropped`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modules.consistency import (
    access,
    access_sizes,
    accounts,
    administrators,
    control_tower,
    controls,
    guardrails,
    identity,
    lists,
    organization,
    permission_sets,
    security,
    security_regions,
    stages,
    tags,
    teams,
    units,
)
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import accounts as network_accounts
from modules.consistency.network import (
    addresses,
    dns,
    endpoints,
    existing,
    hubs,
    links,
    names,
    on_premises_sizes,
    routers,
    rules,
    segments,
    services,
    shared_vpcs,
    sizes,
    zones,
)
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError

Check = Callable[[LandingZone, Dropped], Iterator[LandingZoneError]]

VALUES: tuple[Check, ...] = (organization.regions_are_known,)
"""Checks of single values, for which another part says what they may be. What they find counts as refused after."""

CHECKS: tuple[Check, ...] = (
    lists.nothing_is_listed_twice,
    organization.regions_are_distinct,
    organization.home_region_is_governed,
    organization.services_that_workspaces_use_are_trusted,
    organization.email_pattern_names_the_account,
    units.units_are_legal,
    units.units_can_be_found_by_account_factory,
    units.units_named_exist,
    guardrails.names_are_in_the_library,
    guardrails.placeholders_are_known,
    guardrails.kinds_are_enabled,
    guardrails.each_is_bound_once_on_a_path,
    guardrails.the_management_account_has_none_without_effect,
    guardrails.what_the_baseline_sets_is_declared_at_the_root,
    guardrails.settings_agree,
    control_tower.control_tower_is_trusted,
    control_tower.governed_regions_are_distinct,
    control_tower.governed_regions_are_the_organization_s,
    control_tower.home_region_is_governed_by_control_tower,
    control_tower.landing_zone_s_accounts_share_a_unit,
    control_tower.landing_zone_s_accounts_are_two,
    control_tower.account_factory_has_a_landing_zone,
    control_tower.key_is_where_control_tower_looks,
    controls.controls_are_bound_to_units,
    controls.controls_are_in_the_catalogue,
    controls.controls_can_be_chosen,
    controls.preventive_controls_are_bound_once_on_a_path,
    controls.parameters_are_those_of_the_control,
    controls.parameters_that_are_needed_are_given,
    controls.regions_that_are_allowed_exist,
    controls.security_unit_takes_its_controls,
    accounts.one_account_for_each_function,
    accounts.one_data_lake_for_each_domain,
    accounts.accounts_are_distinct,
    accounts.addresses_can_be_an_account_s,
    accounts.accounts_can_be_created,
    accounts.account_factory_takes_the_accounts,
    teams.team_names_fit,
    stages.stages_say_whether_they_are_production,
    stages.stages_of_a_team_are_distinct,
    stages.stages_of_teams_have_a_unit,
    stages.stages_of_a_team_are_its_own,
    stages.workloads_have_a_stage_that_is_described,
    stages.stages_named_exist,
    tags.tag_keys_are_distinct,
    tags.tags_are_free,
    tags.tags_differ_in_more_than_case,
    permission_sets.permission_sets_named_exist,
    permission_sets.own_permission_sets_are_whole,
    identity.accounts_named_exist,
    identity.groups_named_exist,
    identity.teams_named_exist,
    identity.groups_are_distinct,
    identity.tenants_are_distinct,
    identity.people_are_distinct,
    permission_sets.managed_policies_exist,
    administrators.no_administrator_stands_in_production,
    administrators.accepted_administrators_are_there,
    access.the_management_account_is_for_those_listed,
    access.break_glass_takes_two,
    access.what_the_delegated_administrator_manages_is_its_own,
    hubs.hubs_are_in_governed_regions,
    zones.zones_are_of_their_region,
    hubs.hubs_named_exist,
    hubs.a_segment_has_one_hub_in_a_region,
    hubs.hubs_have_numbers_of_their_own,
    segments.segments_named_exist,
    segments.segments_have_names_of_their_own,
    addresses.ranges_are_apart,
    addresses.pools_are_in_their_hub,
    addresses.pools_are_apart,
    addresses.segments_have_a_pool,
    addresses.reserved_ranges_are_in_one_pool,
    endpoints.endpoint_services_are_known,
    endpoints.described_services_have_a_hub,
    endpoints.endpoints_have_names_of_their_own,
    endpoints.names_lead_to_one_endpoint,
    endpoints.zones_have_names_that_fit,
    dns.domains_are_not_of_aws,
    dns.endpoints_leave_other_names_alone,
    dns.zone_and_forwarding_differ,
    dns.forwarded_domains_fit,
    services.on_premises_is_reached,
    services.the_direct_connect_gateway_has_its_number,
    services.forwarding_has_somewhere_to_go,
    rules.rule_files_exist,
    links.ranges_of_links_are_on_premises,
    links.links_lead_somewhere,
    links.static_routes_have_their_range_alone,
    links.dns_servers_are_reached,
    routers.routers_have_numbers_of_their_own,
    routers.routers_have_no_number_of_their_region,
    routers.routers_have_addresses_of_their_own,
    routers.tunnels_have_addresses_of_their_own,
    names.hubs_have_names_of_their_own,
    names.hubs_have_names_that_fit,
    names.vpns_have_names_of_their_own,
    names.hubs_of_a_region_share_no_names,
    network_accounts.connectivity_has_a_network,
    network_accounts.accounts_may_be_connected,
    network_accounts.only_corporate_accounts_say_how,
    shared_vpcs.accounts_of_shared_vpcs_exist,
    shared_vpcs.shared_vpcs_are_in_an_account_that_works,
    shared_vpcs.shared_vpcs_are_shared_with_some,
    shared_vpcs.shared_vpcs_have_names_of_their_own,
    shared_vpcs.shared_vpcs_have_workspaces_of_their_own,
    shared_vpcs.shared_vpcs_are_at_a_hub_of_their_segment,
    existing.written_ranges_are_apart,
    existing.existing_vpcs_are_in_existing_accounts,
    existing.what_exists_is_named_once,
    security.services_run_in_governed_regions,
    security.services_that_nothing_makes_yet_are_off,
    security_regions.services_run_in_the_home_region,
    security_regions.findings_come_together_in_a_region_that_is_on_by_default,
    security_regions.results_reach_the_log_archive,
    security.logs_outlive_their_lock,
    security.logs_are_moved_before_they_expire,
    security.whoever_is_told_is_told_by_security_hub,
    security.the_root_s_standards_are_the_section_s,
    security.log_buckets_have_names_that_fit,
)
"""Checks of what is written."""

DERIVED: tuple[Check, ...] = (
    guardrails.policies_fit,
    permission_sets.inline_policies_fit,
    permission_sets.stage_bound_sets_are_in_stages,
    permission_sets.names_in_stages_are_distinct,
    access_sizes.workspaces_stay_small,
    existing.written_ranges_are_of_their_segment,
    existing.other_ranges_are_of_a_segment_of_the_hub,
    existing.attached_vpcs_are_attached_to_what_exists,
    existing.existing_attachments_are_in_zones_of_the_hub,
    existing.existing_route_tables_have_a_use,
    shared_vpcs.shared_accounts_share_in_something,
    addresses.vpcs_of_pools_have_one,
    addresses.pools_have_room,
    network_accounts.corporate_accounts_have_a_hub,
    zones.zones_have_nat_gateways,
    zones.vpcs_have_room_for_their_zones,
    on_premises_sizes.links_learn_every_range,
    on_premises_sizes.firewall_rules_fit,
    on_premises_sizes.direct_connect_leads_to_few_hubs,
    sizes.transit_gateways_hold_everything,
    sizes.direct_connect_announces_everything,
    sizes.attachments_fit_their_workspaces,
    sizes.workspaces_stay_small,
)
"""Checks of what is worked out of it: they look things up, and take for granted what `CHECKS` hold. So what those
found counts as refused for them."""


def contradictions(zone: LandingZone, dropped: Dropped | None = None) -> Iterator[LandingZoneError]:
    """Every contradiction between the parts of `zone`."""
    refused = dropped or Dropped()
    for checks in (VALUES, CHECKS, DERIVED):
        found: list[KeyPath] = []
        for check in checks:
            for contradiction in check(zone, refused):
                found.append(contradiction.path)
                yield contradiction
        refused = Dropped([*refused, *found])
