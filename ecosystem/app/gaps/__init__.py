"""The page of gaps: the matrix, one position's gaps, and what a reader notes on them."""
