"""Whether organization policies let the platform create what it creates: from what was synthesized to requests."""
