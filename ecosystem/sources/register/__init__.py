"""A register folder: read, written as editions, copied and brought back."""
