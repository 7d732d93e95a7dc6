"""Read and write: the only rooms that open files; nothing here computes a measure."""
