"""The map page: municipalities, coverage and siting."""
