"""Entry point of the app: the frame around the pages of ``ecosystem.app.shared.menu``.

Streamlit runs this file for every view of a page; the server imports it and finds ``app``,
which adds headers and our own error message. ``ecosystem app`` starts it.
"""

import streamlit as st
from starlette.middleware import Middleware

from ecosystem.app.server import warm_up
from ecosystem.app.server.headers import PageHeaders
from ecosystem.app.shared import frame
from ecosystem.app.shared.menu import PAGES

if __name__ == "__main__":
    frame.open_page()
    frame.draw(
        st.navigation(  # a flat list: headings in the menu are two faults of accessibility
            [frame.menu_entry(page) for page in PAGES]
        )
    )
else:
    app = st.App(
        __file__,
        lifespan=warm_up.ready,
        middleware=[Middleware(PageHeaders)],
        on_script_error=frame.show_error,
    )
