"""Tables of a register, small and large: typed, and checked where they lie."""
