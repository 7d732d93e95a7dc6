"""Journeys: where organisations first come into the system, and where they go from there.

``organisations`` and ``undertakings`` number those who take part and what they take part in;
``events`` says who took part in what from which day, and what they had done before;
``predecessors`` joins an heir to those whose way it goes on with; ``first_touch`` counts entries
and what came of them, ``survival`` the shares that have gone on at the same length of follow-up,
``transitions`` which scheme comes after which, ``sources`` who tells of the same organisations,
``unit_sums`` how alike one organisation's participations are.
"""
