"""Services that judge how accounts are set up."""
