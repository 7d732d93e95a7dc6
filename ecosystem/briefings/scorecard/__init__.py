"""The ten recommendations for one cluster: a room each, joined in ``brief``."""
