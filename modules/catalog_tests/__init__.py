"""Whether products work: linted, scanned, evaluated against the policies of where they are launched, and launched."""
