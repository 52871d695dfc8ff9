"""The files for containers agree with one another and with the settings; no container is started here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "dashboard/deploy"
IN_BRACES = re.compile(r"\$\{([A-Z_]+)")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return dict(read["services"])


def test_nginx_is_told_everything_that_its_configuration_asks_for(services: dict[str, Any]) -> None:
    asked = set(IN_BRACES.findall((DEPLOY / "nginx.conf.template").read_text()))
    environment = services["proxy"]["environment"]
    assert asked == set(environment) - {"NGINX_ENVSUBST_FILTER"}
    # Its own image fills in with this filter; $$ is how a compose file writes one $.
    only = re.compile(environment["NGINX_ENVSUBST_FILTER"].replace("$$", "$"))
    assert all(only.search(name) for name in asked)
    assert not only.search("host")


def test_the_proxy_limits_requests_and_connections_of_each_reader() -> None:
    """The drill floods it; here no nginx is needed."""
    configuration = (DEPLOY / "nginx.conf.template").read_text()
    assert re.findall(r"limit_(?:req|conn)_zone \S+ zone=(\w+):10m", configuration) == [
        "requests",
        "door",
        "connections",
    ]
    server = configuration[configuration.index("listen ${HTTPS_LISTEN}") :]
    assert re.search(r"^    limit_req zone=requests burst=\d+ nodelay;", server, re.MULTILINE)
    assert re.search(r"^    limit_conn connections \d+;", server, re.MULTILINE)
    assert re.search(r"location /account/ \{\s+limit_req zone=door", server)
    assert "limit_req_status 429" in configuration
    network = re.compile(re.findall(r'"~(\^[^"]+)"', configuration)[0])
    one, same = network.match("2001:db8:1:2::9"), network.match("2001:db8:1:2:3:4:5:6")
    assert one is not None
    assert same is not None
    assert one[1] == same[1] == "2001:db8:1:2"
    assert network.match("192.0.2.1") is None


def test_whoever_fills_in_the_example_has_named_everything(services: dict[str, Any]) -> None:
    named = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "site.env.example").read_text(), re.MULTILINE))
    assert set(IN_BRACES.findall((DEPLOY / "compose.yaml").read_text())) <= named
    known = (ROOT / ".env.example").read_text() + (DEPLOY / "serve").read_text()
    given = set(services["one"]["environment"]) | {"SECRET_KEY", "ALLOWED_HOSTS", "HSTS_SECONDS"}
    assert [name for name in given if name not in known] == []


def test_every_container_is_kept_small_and_watched(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert "no-new-privileges:true" in service["security_opt"], name
    for name in ("one", "two", "database", "cache"):
        assert "test" in services[name]["healthcheck"], name
    published = [name for name, service in services.items() if "ports" in service]
    assert published == ["proxy"]


def test_the_image_runs_the_command_that_is_documented_and_holds_what_compose_asks_for(
    services: dict[str, Any],
) -> None:
    container = (DEPLOY / "Containerfile").read_text()
    assert 'CMD ["dashboard/deploy/serve"]' in container
    assert (DEPLOY / "serve").stat().st_mode & 0o111
    assert services["one"]["environment"]["CACHE_URL"].startswith("rediscache://")
    locked = (DEPLOY / "requirements.txt").read_text()
    assert re.search(r"^redis==", locked, re.MULTILINE)
    assert re.search(r"^sentry-sdk==", locked, re.MULTILINE)
    # What both locks hold is the same in both.
    main = dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    deployed = dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", locked, re.MULTILINE))
    assert {name: deployed[name] for name in main} == main
