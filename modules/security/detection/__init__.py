"""Services that look for threats and weaknesses."""
