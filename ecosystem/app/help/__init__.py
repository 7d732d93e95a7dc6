"""Help: how to do what readers come for, and the method behind the numbers."""
