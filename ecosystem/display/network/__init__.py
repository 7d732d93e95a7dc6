"""Networks as pictures, rows, text and files."""
