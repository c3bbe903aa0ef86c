"""Embedded AWS for the preview: moto server in a process of its own, with what a landing zone needs added to it."""
