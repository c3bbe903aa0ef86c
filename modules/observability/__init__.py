"""One account sees how all others are doing: CloudWatch cross-account observability."""
