"""Rule files: one offer's criteria, and the limits behind gaps."""
