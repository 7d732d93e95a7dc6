"""Answers of the server: what a browser may do with them, and the language they are in.

The policy lets the browser load from our own server only and forbids ``eval`` and inline
scripts. ``blob:`` is how Streamlit hands over the scripts of our own components. The one inline
script of Streamlit's page passes by its hash; files that users could have made never do.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecosystem.display.wording import t
from ecosystem.display.wording.formats import Language

OK: Final = 200
POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob: data:",
    "frame-ancestors": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
}
KNOWN_HOME: Final = "window.__streamlit = {BACKEND_BASE_URL: window.location.origin + '/%s'};"
"""Tells Streamlit's page where its server is; it would else try ``/kort/`` first and fail."""
FILES: Final = ("/media/", "/app/static/", "/component/", "/static/")
"""Parts of addresses that lead to files; they are never mended and their scripts never pass."""
REPLACED: Final = {b"content-length", b"etag", b"last-modified", b"content-security-policy"}

Headers = list[tuple[bytes, bytes]]


def policy(script_hashes: str = "") -> bytes:
    """Write the content security policy, with the hashes of inline scripts that may run."""
    parts = {**POLICY, "script-src": f"{POLICY['script-src']} {script_hashes}".strip()}
    return "; ".join(f"{name} {value}" for name, value in parts.items()).encode()


def headers() -> Headers:
    """List the headers of every answer."""
    return [
        (b"content-security-policy", policy()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
        (b"cross-origin-opener-policy", b"same-origin"),
    ]


def mend_page(page: bytes, language: Language) -> tuple[bytes, bytes]:
    """Put our own language, title and font into Streamlit's page.

    Returns:
        The page and the policy that fits it.
    """
    page = page.replace(b'<html lang="en">', f'<html lang="{language}">'.encode())
    title = f"<title>{t('frame.name', language)}</title>"
    page = page.replace(b"<title>Streamlit</title>", title.encode())
    page = re.sub(rb'<link\s+rel="preload"[^>]*SourceSans[^>]*>', b"", page)
    page = re.sub(rb'<link rel="service-desc"[^>]*>', b"", page)
    page = re.sub(rb"<!--.*?-->", b"", page, flags=re.DOTALL)
    notice = f"<noscript><p>{t('frame.needs_javascript', language)}</p></noscript>"
    page = re.sub(rb"<noscript>.*?</noscript>", notice.encode(), page, flags=re.DOTALL)
    home = KNOWN_HOME % str(st.get_option("server.baseUrlPath")).strip("/")
    page = page.replace(b"<script>", b"<script>" + home.encode(), 1)
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script).digest()).decode()}'" for script in scripts
    )
    return page, policy(hashes)


class PageHeaders:
    """Add the headers to every answer; mend the page before it is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let websockets through; hold a page back until it is whole, mend it, send it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asks = dict(scope["headers"])
        is_page = b"text/html" in asks.get(b"accept", b"") and not any(
            part in scope["path"] for part in FILES
        )
        if is_page:  # asked for uncompressed and whole, so that its text can be changed
            dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
            scope = {
                **scope,
                "headers": [pair for pair in scope["headers"] if pair[0] not in dropped],
            }
        await self.app(scope, receive, _Answer(send, _language(scope), is_page=is_page))


class _Answer:
    """One answer on its way out."""

    def __init__(self, send: Send, language: Language, *, is_page: bool) -> None:
        self.send = send
        self.language = language
        self.is_page = is_page
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *headers()]
            kind = dict(message["headers"]).get(b"content-type", b"")
            if self.is_page and message["status"] == OK and kind.startswith(b"text/html"):
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_mended(self.start)
            return
        await self.send(message)

    async def _send_mended(self, start: Message) -> None:
        page, page_policy = mend_page(self.body, self.language)
        page_headers: Headers = [pair for pair in start["headers"] if pair[0] not in REPLACED]
        page_headers.append((b"content-length", str(len(page)).encode()))
        page_headers.append((b"content-security-policy", page_policy))
        await self.send({**start, "headers": page_headers})
        await self.send({"type": "http.response.body", "body": page})


def _language(scope: Scope) -> Language:
    return "en" if b"sprog=en" in scope.get("query_string", b"").split(b"&") else "da"
