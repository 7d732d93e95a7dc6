"""Who takes part: the firms in clusters' projects and services beside those in others'.

An organisation is of the clusters when it ever took part in one's project or service, of the others
when it never did; it counts once, as it was at its first participation there. ``histories`` reduces
the participations, ``facts`` adds what is recorded of an organisation, ``comparison`` compares.
"""
