"""Measures which resource types the emulator really supports: Terraform creates, plans again, and destroys them."""
