"""What AWS Firewall Manager puts before every account."""
