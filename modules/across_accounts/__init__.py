"""Who reaches what data across accounts: all policies together, as they were synthesized."""
