"""Coverage, presence and the whole country as text and files."""
