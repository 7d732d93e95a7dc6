"""Referrals as cards, tables and text."""
