"""What must be fast, each beside what a user would write instead, in one run, as a ratio."""
