"""Text from the data leads only where an address of its own says so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.app.shared.widgets import data_html, data_markdown
from ecosystem.model.text import safe_address

LINK = re.compile(r"(?<!\\)\]\(([^)]*)\)")
PIECES = st.sampled_from(
    ["http://", "https://", "javascript:", "data:", "www.", "kl.dk", "@", "(", ")", "[", "]", "<",
     ">", "!", " ", ";", "'", '"', "\\", "\u202e", "x", "/", "mailto:", "\n", "`", "*"]
)  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)//http://x.example",
        "javascript:alert('http://x.example')",
        "javascript:x;https://x.example",
        "data:text/html,https://x.example",
        "file:///etc/passwd",
        "\\\\host\\share",
        "https://kl.dk@x.example",
        "www.x.example",
        "jens@x.example",
        "![](https://x.example/a.png)",
    ],
)
def test_what_is_more_than_an_address_leads_nowhere(cell):
    """Neither our own link nor one that Markdown makes of plain text."""
    markdown = data_markdown(cell)

    assert not LINK.search(markdown)
    assert not re.search(r"https?://|www\.", markdown.replace("\\", ""))
    assert "<a " not in data_html(cell)


def test_addresses_of_a_source_lead_to_their_pages():
    """Several with words between, as registers write them."""
    source = "KL; https://www.kl.dk/a_1 ; rm.dk (se https://rm.dk/b)."

    assert LINK.findall(data_markdown(source)) == ["https://www.kl.dk/a_1", "https://rm.dk/b"]
    assert data_html(source).count("<a ") == 2


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_link_is_a_safe_address(text):
    """Whatever the pieces are put together to."""
    for address in LINK.findall(data_markdown(text)):
        assert safe_address(address) == address
    for address in re.findall(r'href="([^"]*)"', data_html(text)):
        assert safe_address(address.replace("&amp;", "&")) is not None
