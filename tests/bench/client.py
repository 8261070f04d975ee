"""A small client on loopback: keeps its connection and its cookies, and spends little time of its own."""

import asyncio
import gzip
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def compressed(self) -> int:
        return len(gzip.compress(self.body, 6))


@dataclass
class Session:
    """One person's connection."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        parts = urlsplit(self.base)
        if parts.hostname != "127.0.0.1":
            raise ValueError("only loopback is measured")
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 22)
        lines = {"Host": parts.netloc, "Origin": self.base, "Cookie": self._cookie(), **(headers or {})}
        if method == "POST":
            lines = {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Content-Length": str(len(body or b"")), **lines}
            lines.setdefault("Content-Type", "application/x-www-form-urlencoded")
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        start = time.perf_counter()
        self.writer.write(head.encode() + b"\r\n" + (body or b""))
        return await self._read(start)

    async def sign_in(self, email: str, password: str) -> None:
        page = await self.ask("GET", "/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
        form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
        answer = await self.ask("POST", "/accounts/login/", urlencode(form).encode())
        if answer.status != 302:
            raise RuntimeError(f"signing in as {email} was answered {answer.status}")

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def _read(self, start: float) -> Answer:
        raw = await self.reader.readuntil(b"\r\n\r\n")
        first, *rest = raw.decode("latin-1").strip().split("\r\n")
        headers = {}
        for line in rest:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, content = value.split(";")[0].partition("=")
                self.cookies[key] = content
            headers[name.lower()] = value
        length = int(headers.get("content-length", 0))
        body = await self.reader.readexactly(length) if length else b""
        seconds = time.perf_counter() - start
        if headers.get("connection", "").lower() == "close":
            self.writer.close()
            self.reader = self.writer = None
        return Answer(int(first.split()[1]), headers, body, seconds)
