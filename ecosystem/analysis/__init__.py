"""Compute: records and tables in, records and tables out; nothing here opens a file."""
