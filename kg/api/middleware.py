"""What every answer carries: protection against content sniffing, and permission for scripts of other sites to read (CORS)."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MAX_TARGET = 16_384  # bytes of path; longer queries go by POST
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, POST, OPTIONS",
}
_ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Content-Language",
    "X-Content-Type-Options": "nosniff",
}


class PublicHeaders:
    """Adds the headers, and answers OPTIONS. Credentials are never allowed: there are none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_with_headers)
        elif len(scope.get("raw_path") or b"") > _MAX_TARGET:
            await Response("The path is too long.", 414, media_type="text/plain")(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)
