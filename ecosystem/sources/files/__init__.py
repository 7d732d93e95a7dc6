"""Files as they lie on disk: where, how they are read, written and locked."""
