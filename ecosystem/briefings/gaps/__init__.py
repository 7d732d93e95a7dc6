"""What is missing, counted, explained and put in order."""
