"""Rows → pages and pictures, as text; so any query can be drawn.

A page is one file that opens offline: the network of who does what to whom, a timeline and a map of the same reports,
each with the evidence one click away. What an article wrote can never act in a page (see `text.py` and `page.py`).
"""

from kg.render.events import to_map_html, to_timeline_html
from kg.render.network import to_html
from kg.render.notebook import show
from kg.render.picture import to_png, to_svg

__all__ = ["show", "to_html", "to_map_html", "to_png", "to_svg", "to_timeline_html"]
