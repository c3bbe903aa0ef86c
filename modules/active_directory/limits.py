"""What AWS Directory Service enforces, and what it has of Active Directory: `modules/aws_limits.py` is full."""

from __future__ import annotations

from datetime import date

from modules.aws_limits import AwsLimit

_READ = date(2026, 11, 30)
_QUOTAS = "AWS Directory Service Administration Guide, AWS Managed Microsoft AD quotas"
_NAMES = "Microsoft Learn, Naming conventions in Active Directory for computers, domains, sites, and OUs"

DIRECTORY_DOMAIN_LENGTH = AwsLimit(64, "characters", _NAMES, _READ, raisable=False)
DIRECTORY_SHORT_NAME_LENGTH = AwsLimit(15, "characters", _NAMES, _READ, raisable=False)
SHARES_OF_STANDARD = AwsLimit(25, "accounts", _QUOTAS, _READ, raisable=True)
SHARES_OF_ENTERPRISE = AwsLimit(500, "accounts", _QUOTAS, _READ, raisable=True)
