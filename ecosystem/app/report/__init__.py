"""The page of reports: what can be worked out, what is missing, and the figures with their rows."""
