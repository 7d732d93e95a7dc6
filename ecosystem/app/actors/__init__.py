"""The page of actors: the list, and one actor with its ties and what it helps with."""
