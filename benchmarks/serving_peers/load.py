"""Load: wrk for rates, plain sockets for one large answer."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from serving_peers.engines import Engine, NotHere

_LUA = """
local paths = {}
for line in io.lines("%(paths)s") do paths[#paths + 1] = line end
local n = math.random(#paths)
function init(args) math.randomseed(os.time()); n = math.random(#paths) end
function request()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n], {%(headers)s})
end
"""
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_WRONG = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: connect (\d+), read (\d+)")


def rate(engine: Engine, paths: list[str], headers: dict[str, str], connections: int, seconds: float) -> float:
    """Requests a second. Raises NotHere if wrk is missing, ValueError if any request failed."""
    wrk = shutil.which("wrk")
    if not wrk:
        raise NotHere("wrk is not installed (Debian: wrk)")
    with tempfile.TemporaryDirectory() as folder:
        lines, script = Path(folder) / "paths", Path(folder) / "script.lua"
        lines.write_text("\n".join(paths))
        fields = ", ".join(f"[\"{name}\"] = '{value}'" for name, value in {"Host": f"127.0.0.1:{engine.port}", **headers}.items())
        script.write_text(_LUA % {"paths": lines, "headers": fields})
        done = subprocess.run(
            [wrk, "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "-s", script, engine.address],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    if wrong := _WRONG.search(done.stdout):
        raise ValueError(f"{engine.name}: {wrong[0]}")
    found = _RATE.search(done.stdout)
    assert found, done.stdout
    return float(found[1])


def visit(engine: Engine, paths: list[str], accept: str) -> None:
    """Ask for each address once, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", engine.port, timeout=60)
    for path in dict.fromkeys(paths):
        connection.request("GET", path, headers={"Accept": accept})
        connection.getresponse().read()
    connection.close()


def fetch(engine: Engine, path: str, accept: str) -> tuple[float, float, int]:
    """Seconds to the first byte of the body, seconds to the last byte, and bytes, of one answer."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{engine.port}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", engine.port), timeout=120) as connection:
        started = time.perf_counter()
        connection.sendall(request.encode())
        first, size, head = 0.0, 0, b""
        while part := connection.recv(2**18):
            if not first:
                head += part
                if b"\r\n\r\n" in head and not head.endswith(b"\r\n\r\n"):
                    first = time.perf_counter() - started
            size += len(part)
        if b" 200 " not in head[:20]:
            raise ValueError(f"{engine.name} answered {head[:80]!r}")
    return first, time.perf_counter() - started, size
