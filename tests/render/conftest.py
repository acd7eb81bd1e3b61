"""What the tests of pages share: Chromium, offline, and pages opened in it."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from kg.model import EdgeRow, NodeRow

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
)  # fmt: skip

Open = Callable[..., Page]
Rows = Callable[..., tuple[list[NodeRow], list[EdgeRow]]]


@pytest.fixture(scope="session")
def made_up() -> Rows:
    """Give the maker of rows about actors that do not exist (`made_up.py`, which benchmarks use too)."""
    rows: Rows = runpy.run_path(str(Path(__file__).with_name("made_up.py")))["rows"]
    return rows


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium without a window; skip where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open HTML as a file with the network cut; the test fails on any request, error or dialog of the page."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []
    expected: set[str] = set()

    def on_console(message: ConsoleMessage) -> None:
        """Note an error that the page reports."""
        if message.type == "error":
            faults.append(message.text)

    def on_dialog(dialog: Dialog) -> None:
        """Note a dialog: words of the data have run."""
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        """Note whatever the page asks for beside itself."""
        if not request.url.startswith(("file:", "data:", "blob:")):
            faults.append(request.url)

    def opened(
        html: str,
        *,
        width: int = 1440,
        height: int = 900,
        fragment: str = "",
        dark: bool = False,
        fault: str | None = None,
    ) -> Page:
        """Write the page to a file, open it and wait for its first still picture; `fault` is an error to expect."""
        expected.add(fault or "no fault")
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", on_console)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", on_dialog)
        page.on("request", on_request)
        page.goto(path.as_uri() + fragment)
        page.locator("html[data-ready]").wait_for(state="attached", timeout=60_000)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [] == [fault for fault in faults if not any(words in fault for words in expected)]


BITES = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "\"'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "\u202eevil\u202c\u2066\u200f",
    "x" * 10_000,
    "👩‍🚀 🇧🇾 emoji",
    "\x00\x07\x1b null",
    "\ud800 half",
    "{{7*7}} ${alert(1)} `",
    "__proto__",
    "constructor",
)


@pytest.fixture
def hostile() -> tuple[list[NodeRow], list[EdgeRow]]:
    """Make rows in which every word is an attack."""
    nodes = [
        NodeRow(
            id=bite, iri=f"https://example.org/{bite}", label=bite, type=("Person", "Country", bite)[number % 3],
            aliases=(bite,), wikidata=bite, country=bite, basis=(bite,),
        )
        for number, bite in enumerate(BITES)
    ]  # fmt: skip
    edges = [
        EdgeRow(
            id=f"{bite}{number}", iri=f"https://example.org/{bite}", subject=bite, subject_label=bite,
            subject_type="Person", relation=bite, relation_label=bite, object=other, object_label=other,
            object_type="Person", modality=bite, claimants=(bite,), claimant_ids=(bite,), family=bite,
            family_label=bite, arguments=((bite, bite),), sentence=f"{bite} {other}", subject_span=(0, len(bite)),
            relation_span=(0, 10**9), object_span=(5, 2), article=bite, article_iri=bite, title=bite, publisher=bite,
            date=bite if number % 2 else "2020-09-14", url=f"javascript:alert({number})", event=bite, plover=bite,
            goldstein=5.0, event_date=bite, place=bite, place_label=bite, latitude=5.0, longitude=5.0 + number,
            agrees=(f"{other}{number + 1}",), disagrees=(f"{bite}{number}", "nowhere"),
        )
        for number, (bite, other) in enumerate(zip(BITES, BITES[1:] + BITES[:1], strict=True))
    ]  # fmt: skip
    return nodes, edges
