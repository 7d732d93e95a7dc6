"""What a user writes down: notes, drafts, searches, facts of a firm, travel times."""
