"""From a source outside to the tables of a register."""
