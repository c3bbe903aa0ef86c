"""What moto lacks of Route 53 Resolver: DNS Firewall, query logging as a whole, and the configuration of a VPC.

Behaviour from the Route 53 Resolver API Reference (in the Amazon Route 53 API Reference), the pages named after each
operation.
"""

from __future__ import annotations

from moto.route53resolver.models import Route53ResolverBackend
from moto.route53resolver.responses import Route53ResolverResponse

from modules.emulator.records import Errors, Service
from modules.emulator.services.route53resolver import (
    firewall,
    firewall_associations,
    query_logging,
    tagged,
    vpc_configuration,
)

_QUERY_LOGGING = Service(
    "route53resolver",
    errors=Errors("InvalidParameterException", "ResourceNotFoundException", "ResourceExistsException"),
    operations=query_logging.OPERATIONS | vpc_configuration.OPERATIONS,
)
_FIREWALL = Service(
    "route53resolver",
    errors=Errors("ValidationException", "ResourceNotFoundException", "ConflictException"),
    operations=firewall.OPERATIONS | firewall_associations.OPERATIONS,
)
_REPLACED = frozenset(
    {
        "associate_resolver_query_log_config",
        "create_resolver_query_log_config",
        "get_resolver_query_log_config",
        "get_resolver_query_log_config_association",
        "list_resolver_query_log_configs",
        "list_resolver_query_log_config_associations",
    }
)


def register() -> None:
    """Add the operations; moto keeps the tags."""
    _FIREWALL.extend(Route53ResolverResponse)
    _QUERY_LOGGING.extend(Route53ResolverResponse, replacing=_REPLACED)
    tagged.register(Route53ResolverBackend)
