"""The central registry of models: what each team has of it, and who of its accounts may do what there."""
