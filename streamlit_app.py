"""Entry point of the app: the frame around the pages, one line a page.

Streamlit runs this file for every view of a page; the server imports it and finds ``app``,
which adds headers and our own error message. ``ecosystem app`` starts it.
"""

import streamlit as st
from starlette.middleware import Middleware

from ecosystem.app.server import warm_up
from ecosystem.app.server.headers import PageHeaders
from ecosystem.app.shared import frame

if __name__ == "__main__":
    frame.open_page()
    frame.draw(
        st.navigation(  # a flat list: headings in the menu are two faults of accessibility
            [
                frame.page("overblik", is_first=True),
                frame.page("huller"),
                frame.page("kort"),
                frame.page("netvaerk"),
                frame.page("aktoerer"),
                frame.page("ny_henvisning"),
                frame.page("hjaelp"),
            ]
        )
    )
else:
    app = st.App(
        __file__,
        lifespan=warm_up.ready,
        middleware=[Middleware(PageHeaders)],
        on_script_error=frame.show_error,
    )
