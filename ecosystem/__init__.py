"""Clusters, institutions, hubs and firms per strength position: coverage, gaps and referrals."""
