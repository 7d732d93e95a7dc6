"""Parts of pages that are written for the browser."""
