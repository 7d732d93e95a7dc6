"""What a terminal gets: no command, no turned text, nothing that cannot be seen."""

import pytest

from ecosystem.cli.output import print_lines, tell

UNSEEN = (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x2066, 0xFFFE, 0xFFFF)


@pytest.mark.parametrize("code", UNSEEN, ids="U+{:04X}".format)
def test_what_cannot_be_seen_does_not_reach_the_terminal(code, capsys):
    """Control characters, direction marks, invisible ones, on both streams."""
    print_lines([f"Energi{chr(code)}teknologi"])
    tell(f"Energi{chr(code)}teknologi")

    for text in capsys.readouterr():
        assert chr(code) not in text
        assert text.replace("\n", "") == "Energiteknologi"
