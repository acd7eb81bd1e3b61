"""Measure the pages: time to build, size, time to the first still picture, requests, errors, label overlaps, faults.

    python benchmarks/render.py --graph out/graph.ttl --axe node_modules/axe-core/axe.min.js

Pages are opened in the system's Chromium without a GPU and with the network cut. The time to the first still picture
runs from the start of the navigation to the second frame after the picture was drawn (nothing moves after it); beside
it stand the processor seconds of all the browser's processes, which other work on the machine hardly changes. axe-core
(npm) checks accessibility where its file is given. Results are written as Markdown to stdout.
"""

from __future__ import annotations

import argparse
import os
import runpy
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kg.model import EdgeRow, NodeRow
from kg.render import to_html, to_map_html, to_timeline_html

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests" / "render"
FLAGS = runpy.run_path(str(TESTS / "conftest.py"))["FLAGS"]
SIZES = (200, 1_000, 5_000, 50_000)
OVERLAPS = """() => {
  const boxes = [...(KG.labels || []), ...(KG.edgeLabels || [])];
  const on = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  let found = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => { found += on(a, b) ? 1 : 0; }));
  return [(KG.labels || []).length, found];
}"""


@dataclass
class Row:
    """What was measured of one page."""

    name: str
    build: float
    size: int
    ready: float = 0.0
    cpu: float = 0.0
    labels: int = 0
    overlaps: int = 0
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def pages(sizes: list[int], graph: Path | None) -> Iterator[tuple[str, float, str]]:
    """Yield name, seconds to build, and HTML of every page to measure."""
    made_up = runpy.run_path(str(TESTS / "made_up.py"))["rows"]
    to_html(*made_up(5))  # the first call loads pyvis
    sets: list[tuple[str, tuple[list[NodeRow], list[EdgeRow]], int | None]] = []
    if graph is not None:
        from kg import graph as graphs

        dataset = graphs.load_dataset(graph)
        sets.append((graph.name, (list(graphs.nodes(dataset)), list(graphs.edges(dataset))), None))
    sets += [(f"{size:,} nodes, all drawn", made_up(size), 0) for size in sizes]
    for name, (nodes, edges), top in sets:
        start = time.perf_counter()
        html = to_html(nodes, edges, top=top)
        yield name, time.perf_counter() - start, html
    if sets:
        for kind, draw in (("timeline", to_timeline_html), ("map", to_map_html)):
            start = time.perf_counter()
            html = draw(*sets[0][1])
            yield f"{sets[0][0]}, {kind}", time.perf_counter() - start, html


def measure(browser: Browser, name: str, build: float, html: str, axe: str | None, repeat: int) -> Row:
    """Open one page some times and note the best time, and everything that went wrong at any time."""
    row = Row(name, build, len(html.encode()))
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        for turn in range(repeat):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True, bypass_csp=False)
            page = context.new_page()
            page.on("console", lambda message: row.errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: row.errors.append(str(error)))
            page.on(
                "request",
                lambda asked: None if asked.url.startswith(("file:", "data:")) else row.requests.append(asked.url),
            )
            before = processor_time(browser)
            page.goto(path.as_uri(), wait_until="commit")
            page.locator("html[data-ready]").wait_for(state="attached", timeout=300_000)
            row.cpu = min(row.cpu or float("inf"), processor_time(browser) - before)
            best = min(best, float(page.evaluate("+document.documentElement.dataset.ready")) / 1000)
            if turn == 0:
                row.labels, row.overlaps = page.evaluate(OVERLAPS)
            context.close()
        if axe is not None:
            row.faults = accessibility(browser, path, axe)
    row.ready = best
    return row


def processor_time(browser: Browser) -> float:
    """Sum the processor seconds that all processes of the browser have used: unlike the clock's, steady under load."""
    session = browser.new_browser_cdp_session()
    seconds = sum(float(one["cpuTime"]) for one in session.send("SystemInfo.getProcessInfo")["processInfo"])
    session.detach()
    return seconds


def accessibility(browser: Browser, path: Path, axe: str) -> list[str]:
    """List what axe-core finds serious or critical, in light and dark, with filters and evidence open."""
    found: set[str] = set()
    for scheme in ("light", "dark"):
        for width in (1440, 390):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, offline=True, bypass_csp=True,
                color_scheme="dark" if scheme == "dark" else "light",
            )  # fmt: skip
            page: Page = context.new_page()
            page.goto(path.as_uri())
            page.locator("html[data-ready]").wait_for(state="attached", timeout=300_000)
            page.locator("#filters-button").click()
            if page.locator("#panel button.pick").count():
                page.locator("#panel button.pick").first.click()
            page.evaluate(axe)
            result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
            found |= {
                f"{fault['id']} ({fault['impact']}, {width} px, {scheme}): {fault['nodes'][0]['html'][:120]}"
                for fault in result["violations"]
                if fault["impact"] in ("serious", "critical")
            }
            context.close()
    return sorted(found)


def main() -> None:
    """Measure and write a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--axe", type=Path, help="axe.min.js of the npm package axe-core")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    axe = options.axe.read_text(encoding="utf-8") if options.axe else None
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        sys.exit("No Chromium on this machine (Debian: apt-get install chromium).")
    columns = (
        "page", "build s", "size KiB", "first still picture s", "of a processor s", "labels", "overlaps", "requests",
        "errors", "axe",
    )  # fmt: skip
    print("|", " | ".join(columns), "|")
    print("|", " | ".join("---" for _ in columns), "|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        for name, build, html in pages(options.sizes, options.graph):
            checked = axe if len(html) < 2_000_000 else None
            row = measure(browser, name, build, html, checked, options.repeat)
            faults = "–" if checked is None else str(len(row.faults))
            cells = (
                row.name, f"{row.build:.1f}", f"{row.size / 1024:,.0f}", f"{row.ready:.2f}", f"{row.cpu:.1f}",
                row.labels, row.overlaps, len(row.requests), len(row.errors), faults,
            )  # fmt: skip
            print("|", " | ".join(map(str, cells)), "|", flush=True)
            for fault in (*row.requests, *row.errors, *row.faults):
                print(f"  - {fault}", file=sys.stderr)
        browser.close()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\nOn {os.cpu_count()} cores; load averages at the end {load}.")


if __name__ == "__main__":
    main()
