"""The network page: the question, the picture, and the actor chosen in it."""
