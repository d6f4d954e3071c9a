"""One call of the Web API from the wire to its answer: faults, token, scope, rate, then the method itself."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from workspace.api import METHODS
from workspace.api.arguments import Arguments, read
from workspace.office import Office
from workspace.rules.refused import Refused

APP_TOKEN_METHODS = {"apps.connections.open"}


class Calls:
    def __init__(self, office: Office) -> None:
        self._office = office

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        office = self._office
        try:
            given = await read(request)
        except Refused as refused:
            return web.json_response(refused.body())
        spoiled = await office.faults.before_call(method, given)
        if spoiled is not None:
            return spoiled
        response = self._run(request, method, given)
        withheld = await office.faults.after_call(method, given)
        return response if withheld is None else withheld

    def _run(self, request: web.Request, method: str, given: dict[str, Any]) -> web.Response:
        office = self._office
        if method == "api.test":
            return _api_test(given)
        try:
            self._check_token(_token(request, given), method)
            found = METHODS.get(method)
            if found is None:
                raise Refused("unknown_method", req_method=method)
            if found.scope:
                office.manifest.need(found.scope)
            wait = office.rates.wait_for_call(method, found.tier) if office.rates and found.tier else 0
            if wait:
                raise Refused("ratelimited", retry_after=wait)
            body = {"ok": True, **found.run(office, Arguments(given))}
        except Refused as refused:
            return self._refusal(refused)
        return web.json_response(body, headers=self._headers())

    def _refusal(self, refused: Refused) -> web.Response:
        if refused.code == "ratelimited":
            headers = {"Retry-After": str(refused.more["retry_after"])}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        return web.json_response(refused.body(), headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"x-oauth-scopes": ",".join(self._office.manifest.scopes)}

    def _check_token(self, token: str, method: str) -> None:
        tokens = self._office.tokens
        if not token:
            raise Refused("not_authed")
        if token not in (tokens.bot, tokens.app):
            raise Refused("invalid_auth")
        if (token == tokens.app) != (method in APP_TOKEN_METHODS):
            raise Refused("not_allowed_token_type")


def _api_test(given: dict[str, Any]) -> web.Response:
    if given.get("error"):
        return web.json_response({"ok": False, "error": given["error"], "args": given})
    return web.json_response({"ok": True, "args": given})


def _token(request: web.Request, given: dict[str, Any]) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(given.get("token") or "")
