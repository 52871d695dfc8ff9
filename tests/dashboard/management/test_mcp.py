"""The command for programs that start their servers themselves; what it answers is in tests/flows/agents."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("site", ["https://elsewhere.example", "elsewhere", ""])
def test_links_begin_with_an_address_of_this_site(site: str) -> None:
    with pytest.raises(CommandError, match="--site"):
        call_command("mcp", site=site)
