"""What fits one firm, from the first talk to the one who receives it."""
