"""Tests of AWS Managed Microsoft AD."""
