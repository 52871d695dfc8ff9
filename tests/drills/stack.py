"""What several instances stand on, each a process of its own for the time of a drill: PostgreSQL, Redis, nginx."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.drills.serving import ROOT, free_port

TEMPLATE = ROOT / "dashboard/deploy/nginx.conf.template"


def program(name: str) -> str:
    """Where a program is; ends the drill where it is nowhere."""
    places = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/sbin"]
    found = shutil.which(name, path=os.pathsep.join([*map(str, Path("/usr/lib/postgresql").glob("*/bin")), *places]))
    if found is None:
        raise SystemExit(f"This drill needs {name}: install postgresql, redis-server, nginx and openssl.")
    return found


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server that can be stopped and started: the address of its database, as DATABASE_URL takes it."""

    url: str
    control: tuple[str, ...]
    starting: tuple[str, ...]
    home: Path

    def stop(self) -> None:
        """Stop it at once, as if the machine had died."""
        _run([*self.control, "--mode", "immediate", "stop"], self.home)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        _run([*self.control, *self.starting, "start"], self.home)


@contextmanager
def postgresql(folder: Path) -> Iterator[Server]:
    """A server with an empty database. It refuses to run as root."""
    # As root, everything in the folder has to be reachable for the user that the server runs as.
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    home = folder / "postgresql"
    home.mkdir()
    if before:
        folder.chmod(0o755)
        shutil.chown(home, "postgres")
    data, port = home / "data", free_port()
    initdb = [program("initdb"), "--pgdata", str(data), "--username", "flows", "--auth", "trust", "--encoding", "UTF8"]
    _run([*before, *initdb], home)
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
    control = (*before, program("pg_ctl"), "--pgdata", str(data), "--silent", "--wait")
    starting = ("--log", str(home / "log"), "--options", options)
    server = Server(f"postgres://flows@127.0.0.1:{port}/postgres", control, starting, home)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass(frozen=True, slots=True)
class Redis:
    """A Redis that can be killed: its address, as CACHE_URL takes it."""

    url: str
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it at once, as if the machine had died."""
        self.process.kill()
        self.process.wait()


@contextmanager
def redis(folder: Path) -> Iterator[Redis]:
    """A Redis that keeps nothing."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), "--loglevel", "warning"]
    with subprocess.Popen([program("redis-server"), *options], stdout=subprocess.DEVNULL) as process:
        try:
            wait_for_port(port)
            yield Redis(f"rediscache://127.0.0.1:{port}/1", process)
        finally:
            process.terminate()


def in_public(cache: Redis) -> dict[str, str]:
    """The settings of an instance of a public site that counts its readers there."""
    return {
        "LOCAL": "false",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "127.0.0.1",
        "NUM_PROXIES": "1",
        # The desk of a drill is a program, and has no telephone.
        "REQUIRE_MFA": "false",
        "CACHE_URL": cache.url,
    }


def client_at(proxy: str, number: int) -> httpx.Client:
    """Somebody at an address of their own, as the proxy counts by address."""
    transport = httpx.HTTPTransport(local_address=f"127.0.1.{number + 1}", verify=False)
    return httpx.Client(base_url=proxy, timeout=60, transport=transport)


@contextmanager
def nginx(folder: Path, one: str, two: str) -> Iterator[str]:
    """The proxy of the deployment, with a certificate of its own making; its address."""
    home = folder / "nginx"
    home.mkdir()
    certificate = ["-keyout", str(home / "privkey.pem"), "-out", str(home / "fullchain.pem"), "-subj", "/CN=127.0.0.1"]
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *certificate],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    port = free_port()
    site = filled_in(one, two, f"127.0.0.1:{free_port()}", f"127.0.0.1:{port}", home)
    temporary = "".join(
        f"{kind}_temp_path {home}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "nginx.conf").write_text(
        f"daemon off; pid {home}/pid; error_log {home}/error.log;\nworker_processes 1;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off;\n{temporary}{site}}}\n"
    )
    command = [program("nginx"), "-p", str(home), "-c", str(home / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    with subprocess.Popen(command) as process:
        try:
            wait_for_port(port)
            yield f"https://127.0.0.1:{port}"
        finally:
            process.terminate()


def filled_in(one: str, two: str, http: str, https: str, certificates: Path) -> str:
    """The configuration of the deployment with everything named that it asks of its environment."""
    # Only what the deployment names: nginx's own variables have no braces.
    names = {
        "INSTANCE_ONE": one,
        "INSTANCE_TWO": two,
        "HTTP_LISTEN": http,
        "HTTPS_LISTEN": https,
        "SERVER_NAME": "127.0.0.1",
        "CERTIFICATES": str(certificates),
    }
    # ${NAME} alone, as envsubst in nginx's image is told by the names that there are.
    return re.sub(r"\$\{([A-Z_]+)\}", lambda name: names[name[1]], TEMPLATE.read_text())


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


def wait_for_port(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(300):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nobody listens on port {port}")
