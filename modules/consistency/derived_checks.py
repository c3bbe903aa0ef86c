"""The checks of what is worked out of a landing zone, in the order in which they are made."""

from __future__ import annotations

from modules.consistency import (
    access_sizes,
    active_directory,
    costs,
    deployments,
    guardrails,
    permission_sets,
    studio,
    suspended,
)
from modules.consistency.checks import Check
from modules.consistency.network import accounts as network_accounts
from modules.consistency.network import (
    addresses,
    existing,
    on_premises_sizes,
    shared_vpcs,
    sizes,
    zones,
)

DERIVED: tuple[Check, ...] = (
    guardrails.policies_fit,
    suspended.suspended_accounts_can_be_emptied,
    suspended.accounts_in_the_unit_for_suspended_ones_are_known_as_such,
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
    active_directory.directories_have_a_vpc,
    active_directory.domains_of_directories_are_found,
    active_directory.whoever_shares_a_directory_reaches_it,
    studio.studios_have_a_vpc,
    deployments.whoever_deploys_has_a_vpc,
    zones.zones_have_nat_gateways,
    zones.vpcs_have_room_for_their_zones,
    on_premises_sizes.links_learn_every_range,
    on_premises_sizes.firewall_rules_fit,
    on_premises_sizes.direct_connect_leads_to_few_hubs,
    sizes.transit_gateways_hold_everything,
    sizes.direct_connect_announces_everything,
    sizes.attachments_fit_their_workspaces,
    sizes.workspaces_stay_small,
    costs.values_of_categories_fit,
)
"""Checks of what is worked out of it: they look things up, and take for granted what `CHECKS` hold. So what those
found counts as refused for them."""
