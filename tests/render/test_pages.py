"""Pages in a browser: they open offline, hold to their policy, and lead from the picture to the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.errors import OutputError
from kg.model import EdgeRow, NodeRow
from kg.render import show, to_html, to_map_html, to_timeline_html
from kg.render.network import Renderer

Rows = Callable[..., tuple[list[NodeRow], list[EdgeRow]]]
Open = Callable[..., Page]
RENDERERS: tuple[Renderer, ...] = ("pyvis", "sigma")
PAGES = pytest.mark.parametrize("draw", [to_html, to_timeline_html, to_map_html])

LOAN = EdgeRow(
    id="c1", iri="https://example.org/claim/c1", subject="R", subject_label="Russia", subject_type="Country",
    relation="grantsLoan", relation_label="grants loan", object="B", object_label="Belarus", object_type="Country",
    fact=True, confidence=0.87, family="gives", family_label="gives",
    sentence="Moscow would grant Minsk a loan, he said.", subject_span=(0, 6), relation_span=(7, 18),
    object_span=(19, 24), article="a1", article_iri="https://example.org/article/a1", title="Closer ties",
    publisher="The Wire", date="2020-09-14", url="https://news.example/ties", event="e1", plover="AID",
    goldstein=7.0, event_date="2020-09-14", disagrees=("c2",), arguments=(("amount", "$1.5 billion"),),
    latitude=43.6, longitude=39.7, place="S", place_label="Sochi",
)  # fmt: skip
DENIAL = EdgeRow(
    id="c2", iri="https://example.org/claim/c2", subject="R", subject_label="Russia", subject_type="Country",
    relation="grantsLoan", relation_label="grants loan", object="B", object_label="Belarus", object_type="Country",
    polarity="negative", claimants=("Dmitry Peskov",), claimant_ids=("P",), confidence=0.7,
    sentence="No loan was agreed, Peskov said.", article="a2", title="No loan", publisher="Courier",
    date="2020-09-16", event_date="2020-09-15", disagrees=("c1",),
)  # fmt: skip
MEETING = EdgeRow(
    id="c3", iri="https://example.org/claim/c3", subject="P", subject_label="Dmitry Peskov", subject_type="Person",
    relation="meets", relation_label="meets", object="B", object_label="Belarus", object_type="Country",
    sentence="Peskov met the Belarusians.", article="a2", publisher="Courier", date="2020-09-16", plover="CONSULT",
    event_date="2020-09-16", goldstein=1.0,
)  # fmt: skip
NODES = [
    NodeRow("R", "https://example.org/R", "Russia", "Country", aliases=("Moscow", "Russian Federation"), country="RUS"),
    NodeRow("B", "https://example.org/B", "Belarus", "Country", aliases=("Minsk",), country="BLR", wikidata="Q184"),
    NodeRow("P", "https://example.org/P", "Dmitry Peskov", "Person"),
]
EDGES = [LOAN, DENIAL, MEETING]


def panel(page: Page) -> str:
    """Read the panel."""
    return page.locator("#panel").inner_text()


@PAGES
def test_one_file_without_requests(draw: Callable[..., str]) -> None:
    """The policy forbids everything but the page's own scripts, and the page links to no server."""
    html = draw(NODES, EDGES)
    head = html[: html.index("<style>")]
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', head)[0])

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"http", html)
    assert not re.findall(r"<[a-z]+ [^>]*\son[a-z]+=", head)


def test_same_rows_same_page(made_up: Rows) -> None:
    """The same rows give the same page, byte for byte."""
    assert to_html(*made_up(50)) == to_html(*made_up(50))


def test_unknown_renderer() -> None:
    """A renderer that does not exist is refused with those that do."""
    with pytest.raises(OutputError, match="take auto, pyvis or sigma"):
        to_html(NODES, EDGES, renderer="d3")  # type: ignore[arg-type]  # that is the point


def test_renderer_by_size(made_up: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to a number of nodes vis-network draws, above it sigma."""
    monkeypatch.setattr("kg.render.network.PYVIS_LIMIT", 30)

    assert "vis-network" in to_html(*made_up(30))
    assert "vis-network" not in to_html(*made_up(31))


@pytest.mark.browser
@pytest.mark.parametrize("renderer", RENDERERS)
def test_labels_do_not_overlap(open_page: Open, made_up: Rows, renderer: Renderer) -> None:
    """At the default zoom every one of the top sixty nodes has its label, and no label lies on another."""
    page = open_page(to_html(*made_up(200), renderer=renderer, top=60))
    found = page.evaluate(
        """() => {
          const boxes = [...KG.labels, ...KG.edgeLabels];
          const on = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
          return [KG.labels.length, boxes.filter((a, i) => boxes.some((b, j) => j > i && on(a, b))).length];
        }"""
    )

    assert found[1] == 0
    assert found[0] >= (60 if renderer == "pyvis" else 50)


@pytest.mark.browser
@pytest.mark.parametrize("renderer", RENDERERS)
def test_evidence_of_an_arrow(open_page: Open, renderer: Renderer) -> None:
    """An arrow leads to the sentence, who says so, the outlet, the date, the link and what speaks against it."""
    page = open_page(to_html(NODES, EDGES, renderer=renderer))
    page.locator("#panel button.pick", has_text="Russia").first.click()
    text = panel(page)

    for words in ("Moscow would grant Minsk a loan", "The Wire", "14 Sep 2020", "confidence 87 %", "Dmitry Peskov"):
        assert words in text
    assert "AGAINST THIS" in text.upper()
    assert ["Moscow", "would grant", "Minsk"] == page.locator("[data-report=c1] mark").all_inner_texts()[:3]
    assert "https://news.example/ties" == page.locator("#panel a", has_text="Closer ties").first.get_attribute("href")


@pytest.mark.browser
@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_in_the_picture(open_page: Open, renderer: Renderer) -> None:
    """A click on a node opens what is said of it, a click beside it closes that again."""
    page = open_page(to_html(NODES, EDGES, renderer=renderer))
    spot = page.evaluate("KG.view.at(KG.model.byId.get('R'))")
    box = page.locator("#picture").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    expect(page.locator("#panel h2")).to_contain_text("Russia")

    assert "also Moscow" in panel(page)
    page.wait_for_timeout(400)  # two clicks in a row are a double click
    page.mouse.click(box["x"] + 12, box["y"] + box["height"] - 12)
    expect(page.locator("#panel h2")).to_have_text("At a glance")


@pytest.mark.browser
def test_search_by_alias_and_relation(open_page: Open) -> None:
    """Search knows other names of an actor, and relations; keys alone suffice."""
    page = open_page(to_html(NODES, EDGES))
    page.locator("#search").fill("russian fed")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "Russia" in page.locator("#panel h2").inner_text()

    page.locator("#search").fill("loan")
    page.keyboard.press("Enter")
    assert 2 == page.evaluate("KG.drawn.passed.length")
    assert "#relation=grantsLoan" in page.url

    page.locator("#reset").click()
    page.locator("#search").fill("belarusians")
    page.keyboard.press("Enter")
    assert ["c3"] == page.evaluate("KG.drawn.passed.map((report) => report.id)")


@pytest.mark.browser
def test_filters_and_address(open_page: Open) -> None:
    """A filter changes picture and address; the address alone brings the view back; reset clears it."""
    html = to_html(NODES, EDGES)
    page = open_page(html)
    page.locator("#filters-button").click()
    page.get_by_label("denied").uncheck()
    assert ["c1", "c3"] == page.evaluate("KG.drawn.passed.map((report) => report.id)")
    fragment = page.url.partition("#")[2]

    again = open_page(html, fragment="#" + fragment)
    assert ["c1", "c3"] == again.evaluate("KG.drawn.passed.map((report) => report.id)")
    again.locator("#reset").click()
    assert 3 == again.evaluate("KG.drawn.passed.length")
    assert again.url.endswith("#")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("expected", "fragment"),
    [
        pytest.param(["c1"], "#from=2020-09-14&to=2020-09-14", id="one-day"),
        pytest.param(["c2", "c3"], "#from=2020-09-15", id="from"),
        pytest.param(["c1"], "#plovers=AID", id="plover"),
        pytest.param(["c2", "c3"], "#outlets=Courier", id="outlet"),
        pytest.param(["c1", "c2"], "#disputed=true", id="disputed"),
        pytest.param(["c1"], "#confidence=0.8", id="confidence"),
        pytest.param(["c1", "c2"], "#types=Country", id="type"),
        pytest.param(["c2"], "#said=denied", id="denied"),
        pytest.param(["c2"], "#text=no+LOAN", id="words"),
        pytest.param(["c1", "c2", "c3"], "#nonsense=%E0%A4%A&top=x&focus=nobody&types", id="broken-address"),
    ],
)
def test_each_filter(open_page: Open, expected: list[str], fragment: str) -> None:
    """Every filter keeps what it should, and a broken address does no harm."""
    page = open_page(to_html(NODES, EDGES), fragment=fragment)

    if fragment.endswith("types"):
        page.locator("#reset").click()
    assert expected == page.evaluate("KG.drawn.passed.map((report) => report.id)")


@pytest.mark.browser
def test_what_is_hidden_is_said_and_unfolds(open_page: Open, made_up: Rows) -> None:
    """The page says how many it hides; a node shows its hidden neighbours on request, and all can be shown."""
    nodes, edges = made_up(200)
    page = open_page(to_html(nodes, edges, top=20))
    assert "20 actors" in page.locator("#notice").inner_text()
    assert "180 less important hidden" in page.locator("#notice").inner_text()

    page.evaluate("KG.pick({ node: [...KG.drawn.hidden.keys()][0] })")
    page.locator("#panel button", has_text="hidden neighbour").click()
    assert page.evaluate("KG.drawn.nodes.length") > 20

    page.locator("#top").focus()
    page.keyboard.press("End")
    expect(page.locator("#notice")).to_contain_text("200 actors")


@pytest.mark.browser
def test_summaries_say_what_did_not_happen(open_page: Open) -> None:
    """A denial is marked in every summary, a plan stands apart from what happened, and filters show as chips."""
    promise = replace(MEETING, id="c4", modality="intended", event="e4", sentence="Peskov will meet the Belarusians.")
    refusal = replace(MEETING, id="c5", polarity="negative", relation="trusts", relation_label="trusts", plover=None,
                      claimants=("announced",), sentence="Peskov does not trust the Belarusians.")  # fmt: skip
    page = open_page(to_html(NODES, [LOAN, promise, refusal]))
    assert "planned: meets, ✕ trusts" in panel(page)
    assert "unnamed source: Dmitry Peskov ✕ trusts Belarus" in panel(page).replace("\n", " ")
    assert "planned" == page.evaluate("KG.drawn.bundles.find((bundle) => bundle.source.id === 'P').standing")

    page.evaluate("KG.set({ text: 'Peskov' })")
    assert "Planned or promised" in panel(page)
    assert "What happened" not in panel(page)
    page.locator("#active button").click()
    assert page.evaluate("KG.state.text") is None


@pytest.mark.browser
def test_central_actors_groups_and_paths(open_page: Open) -> None:
    """The page tells who has most partners, who belongs together, and what connects two actors, facts first."""
    nodes = [NodeRow(name, f"https://example.org/{name}", f"Actor {name}", "Person") for name in "ABCDEF"]
    pairs = ("AB", "BC", "CA", "DE", "EF", "FD", "CD")
    edges = [
        replace(MEETING, id=pair, event=pair, subject=pair[0], subject_label=f"Actor {pair[0]}", object=pair[1],
                object_label=f"Actor {pair[1]}") for pair in pairs
    ]  # fmt: skip
    rumour = replace(edges[0], id="AE", event="AE", object="E", object_label="Actor E", modality="possible")
    page = open_page(to_html(nodes, [*edges, rumour]))
    words = panel(page)
    assert (
        words.index("Most connected")
        < words.index("Actor A", words.index("Most connected"))
        < words.index("3 partners")
    )
    assert "Who belongs together" in words

    page.evaluate("KG.pick({ node: KG.model.byId.get('A') })")
    page.locator("#panel .path input").fill("actor e")
    page.keyboard.press("Enter")
    assert "3 steps, all stated by the articles" in panel(page)
    page.locator("#panel .path input").fill("nobody")
    page.keyboard.press("Enter")
    assert "No actor of that name." in panel(page)


@pytest.mark.browser
def test_day_of_the_report(open_page: Open) -> None:
    """A day known only from publication is shown as the day of the report; joint sentences count once."""
    joint = [replace(MEETING, id=f"j{k}", event_date_basis="publication", event=f"j{k}") for k in (1, 2)]
    page = open_page(to_html(NODES, [LOAN, *joint]))

    assert ["14 Sep 2020", "reported 16 Sep 2020", "reported 16 Sep 2020"] == page.evaluate(
        "KG.model.reports.map(KG.when)"
    )
    assert 2 == page.evaluate("KG.count(KG.model.reports)")
    assert "2 reports from 2 sources · 14 Sep 2020 – 16 Sep 2020" in panel(page)
    assert "14 Sep 2020 – 16 Sep 2020" in page.locator("#summary").inner_text()


@pytest.mark.browser
def test_escape_closes_the_filters(open_page: Open) -> None:
    """Escape folds the filters away."""
    page = open_page(to_html(NODES, EDGES))
    page.locator("#filters-button").click()
    page.keyboard.press("Escape")
    expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.browser
def test_focus(open_page: Open) -> None:
    """With a focus the page opens on one actor, or on a pair."""
    one = open_page(to_html(NODES, EDGES, focus=["Moscow"]))
    assert ["B", "R"] == sorted(one.evaluate("KG.drawn.nodes.map((node) => node.id)"))
    pair = open_page(to_html(NODES, EDGES, focus=["Dmitry Peskov", "R"]))
    assert ["B", "P", "R"] == sorted(pair.evaluate("KG.drawn.nodes.map((node) => node.id)"))


@pytest.mark.browser
def test_copies(open_page: Open) -> None:
    """A report can be taken away as citation, Turtle and CSV."""
    from rdflib import Graph, Namespace, URIRef
    from rdflib.namespace import RDF

    page = open_page(to_html(NODES, EDGES))
    citation = page.evaluate("KG.panel.citation(KG.model.reports[1])")
    turtle = page.evaluate("KG.panel.turtle(KG.model.reports)")
    csv = page.evaluate("KG.panel.csv(KG.model.reports)")
    graph = Graph().parse(data=turtle, format="turtle")
    claim = Namespace("https://example.org/claim/").c1

    assert citation.startswith("“No loan was agreed, Peskov said.” (according to Dmitry Peskov) — Courier, “No loan”")
    assert URIRef("https://example.org/R") == graph.value(claim, RDF.subject)
    assert 3 == len(list(graph.subjects(RDF.type, RDF.Statement)))
    assert 5 == csv.count("\r\n") + 1
    assert "https://news.example/ties" in csv.splitlines()[1]


@pytest.mark.browser
def test_keyboard(open_page: Open) -> None:
    """Arrow keys go from node to node and Enter leads to the panel."""
    page = open_page(to_html(NODES, EDGES))
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")

    assert "At a glance" != first
    assert "panel" == page.evaluate("document.activeElement.id")


@pytest.mark.browser
@PAGES
@pytest.mark.parametrize("width", [390, 1440])
def test_hostile_words_are_inert(
    open_page: Open, hostile: tuple[list[NodeRow], list[EdgeRow]], draw: Callable[..., str], width: int
) -> None:
    """Whatever articles wrote, nothing runs, nothing is fetched, and only web links are links."""
    page = open_page(draw(*hostile, title="</title><script>alert(1)</script>"), width=width)
    page.locator("#filters-button").click()
    page.locator("#search").fill("alert")
    for number in range(4):
        page.evaluate("(k) => KG.pick({ report: KG.model.reports[k] })", number)
    page.evaluate("KG.pick({ node: KG.model.nodes[0] })")

    assert [] == page.locator("#panel a, #found a, #filters a").evaluate_all("(all) => all.map((one) => one.href)")
    assert 0 == page.locator("body img, #panel script, #found svg image, iframe").count()
    assert page.title() == "</title><script>alert(1)</script>"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_hostile_words_in_webgl(open_page: Open, hostile: tuple[list[NodeRow], list[EdgeRow]]) -> None:
    """The second renderer is as safe."""
    open_page(to_html(*hostile, renderer="sigma"))


@pytest.mark.browser
def test_the_policy_bites(open_page: Open) -> None:
    """A handler that somehow got into the page does not run."""
    page = open_page(to_html(NODES, EDGES), fault="Content Security Policy")
    ran = page.evaluate(
        """() => new Promise((resolve) => {
          window.ran = false;
          document.addEventListener("securitypolicyviolation", () => setTimeout(() => resolve(window.ran), 50));
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        })"""
    )
    assert ran is False


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_theme(open_page: Open, dark: bool) -> None:
    """The page follows the system, and its button changes that."""
    page = open_page(to_html(NODES, EDGES), dark=dark)
    assert ("dark" if dark else "light") == page.evaluate("document.documentElement.dataset.theme")
    page.locator("#theme").click()
    assert ("light" if dark else "dark") == page.evaluate("document.documentElement.dataset.theme")


@pytest.mark.browser
def test_timeline_and_map_lead_to_the_evidence(open_page: Open) -> None:
    """A dot of the timeline or the map opens its reports, by keyboard too."""
    timeline = open_page(to_timeline_html(NODES, EDGES))
    timeline.locator(".dot").first.focus()
    timeline.keyboard.press("Enter")
    assert "Moscow would grant Minsk a loan" in panel(timeline)

    world = open_page(to_map_html(NODES, EDGES))
    world.locator(".dot").first.click()
    assert "Sochi" == world.locator("#panel h2").inner_text()


@pytest.mark.browser
def test_in_a_notebook(chromium: Browser) -> None:
    """The frame of a notebook, which has no address and no storage, shows the same page."""
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(show(NODES, EDGES)._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached", timeout=60_000)
    frame.locator("#panel button.pick").first.click()

    assert "Moscow would grant Minsk a loan" in frame.locator("#panel").inner_text()
    assert [] == errors
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("draw", [to_html, to_timeline_html, to_map_html])
def test_empty(open_page: Open, draw: Callable[..., str]) -> None:
    """No rows make a page that says so."""
    assert "0 statements" in open_page(draw([], [])).locator("#summary").inner_text()
