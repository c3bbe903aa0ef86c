"""IAM Identity Center: groups, permission sets, and who has which of them in which account."""
