"""Figure 2, who does what: the levels of the system as a picture, from the EU to the firm.

``layout`` places rows, boxes and arrows, ``drawing`` writes them as SVG with text as text, and
``lettering`` knows how wide a text is. The same briefing gives the same bytes.
"""

from ecosystem.display.system_figure.drawing import system_alt, system_figure, system_picture

__all__ = ["system_alt", "system_figure", "system_picture"]
