"""Who can write, delete or change a log, and what keeps it: all policies together, as they were synthesized."""
