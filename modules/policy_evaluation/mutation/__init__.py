"""Single changes of a guardrail, which its scenarios have to notice."""
