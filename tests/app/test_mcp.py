"""Launched with --mcp, the endpoints are tools as well: listed with their inputs, and one is called."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.app.conftest import STORM
from tests.app.serving import serving

pytestmark = pytest.mark.slow


def test_the_endpoints_are_tools(tmp_path: Path) -> None:
    client = pytest.importorskip("mcp.client.streamable_http")
    session = pytest.importorskip("mcp").ClientSession

    async def ask(address: str) -> tuple[dict[str, Any], str]:
        async with (
            client.streamablehttp_client(f"{address}/gradio_api/mcp/") as (reads, writes, _),
            session(reads, writes) as opened,
        ):
            await opened.initialize()
            tools = {tool.name.rpartition("_")[2]: tool for tool in (await opened.list_tools()).tools}
            answer = await opened.call_tool(tools["summarize"].name, {"text": STORM, "model": "coverage"})
            return tools, answer.content[0].text

    with serving(tmp_path, "--model", "coverage", "--mcp") as address:
        tools, text = asyncio.run(ask(address))
    assert {"summarize", "today", "compare", "models", "corrections", "correct"} <= set(tools)
    assert set(tools["summarize"].inputSchema["properties"]) == {"text", "model", "length", "stories", "addresses"}
    assert "harbour of Vela" in text
