"""Where a position's firms are, who serves them, and where presence is missing."""
