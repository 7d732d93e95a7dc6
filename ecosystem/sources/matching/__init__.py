"""Which written names are the same organisation, and which belong to persons."""
