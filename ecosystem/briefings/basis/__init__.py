"""What a face gathers once and hands to briefings: a day, a search, a graph, a context.

A briefing asks for what is slow to make, so that a face makes it once and keeps it as long as the
register stands. These rooms are the door to it, one a subject, so that a command pays for the
import of its own subject alone: ``day``, ``coverage``, ``network``, ``gaps``, ``referral``. Faces
import nothing of ``ecosystem.analysis`` itself.
"""
