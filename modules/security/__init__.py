"""Security services of the whole organization, and the archive of its logs (AWS Security Reference Architecture)."""
