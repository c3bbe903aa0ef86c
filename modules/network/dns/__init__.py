"""Names: private zones shared through Route 53 Profiles, forwarding, DNS Firewall, query logs."""
