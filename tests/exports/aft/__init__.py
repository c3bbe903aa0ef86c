"""Tests of the export for Account Factory for Terraform (AFT)."""
