"""How the largest group shrinks as actors leave."""

import networkx as nx
import pytest

from ecosystem.analysis import network
from ecosystem.model.errors import UnknownIdError


def test_an_order_of_leaving_names_each_actor_once_and_only_those_there():
    """Somebody twice would count as two losses; a stranger is told by name."""
    with pytest.raises(ValueError, match="0 more than once"):
        network.robustness(nx.star_graph(3), order=[0, 0])
    with pytest.raises(UnknownIdError, match="'9'"):
        network.robustness(nx.star_graph(3), order=[9])


def test_robustness_of_a_star_and_a_clique():
    """A star falls apart with its middle, a clique loses one at a time."""
    clique = network.robustness(nx.complete_graph(4), order=[0, 1, 2, 3])

    assert clique.curve.tolist() == [1.0, 0.75, 0.5, 0.25, 0.0]
    assert clique.index == 0.375
    aimed = network.robustness(nx.star_graph(9), order=[0]).index
    assert network.robustness(nx.star_graph(9), draws=20).index > aimed
