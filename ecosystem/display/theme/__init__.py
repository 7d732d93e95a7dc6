"""The theme analysis as one JSON document, as lines of text and as tables."""
