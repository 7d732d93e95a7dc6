"""Show a briefing: as HTML, GeoJSON, rows, documents and words."""
