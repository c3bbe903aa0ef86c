"""The ways to on-premises networks: Direct Connect and site-to-site VPN."""
