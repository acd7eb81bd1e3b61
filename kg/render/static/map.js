/* The map: where events were, on outlines of Natural Earth; a dot for each place, larger the more reports it has. */
(() => {
  const { data, model, h, svg } = KG;
  const container = document.getElementById("picture");
  const world = JSON.parse(document.getElementById("world").textContent);
  const countries = topojson.feature(world, world.objects.countries), borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  const outlines = countries.features.map((country) => ({ country, area: d3.geoArea(country) })).sort((a, b) => b.area - a.area);
  let selected = null, drawn = null, transform = d3.zoomIdentity;

  const compute = () => {
    const passed = model.reports.filter((report) => KG.passes(report) && KG.about(report));
    const live = new Uint8Array(model.reports.length);
    for (const report of passed) live[report.i] = 1;
    const places = new Map();
    for (const report of passed) {
      if (typeof report.latitude !== "number" || typeof report.longitude !== "number") continue;
      const id = report.place || `${report.latitude.toFixed(2)} ${report.longitude.toFixed(2)}`;
      const place = places.get(id) || places.set(id, { id, latitude: report.latitude, longitude: report.longitude, reports: [] }).get(id);
      place.reports.push(report);
    }
    return {
      passed, live, links: [], hidden: new Map(), nodes: [],
      bundles: model.bundles.map((bundle) => ({ ...bundle, reports: bundle.reports.filter((report) => live[report.i]) })).filter((bundle) => bundle.reports.length).map((bundle) => ({ ...bundle, ...KG.bundleLook(bundle.reports) })),
      places: [...places.values()].map((place) => ({ ...place, ...KG.bundleLook(place.reports) })).sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)),
    };
  };
  const projection = d3.geoNaturalEarth1();
  const aim = () => {
    // Where everything happens: the places with some land around them, the whole world if they are far apart.
    const width = Math.max(300, container.clientWidth), height = Math.max(240, container.clientHeight);
    const all = model.reports.filter((report) => typeof report.latitude === "number" && typeof report.longitude === "number").map((report) => [report.longitude, report.latitude]);
    const wide = all.length ? d3.max(all, (p) => p[0]) - d3.min(all, (p) => p[0]) : 360;
    projection.rotate(all.length && wide < 120 ? [-(d3.max(all, (p) => p[0]) + d3.min(all, (p) => p[0])) / 2, 0] : [0, 0]);
    if (all.length && wide < 120) {
      const pad = Math.max(12, wide * 0.2);
      const box = [[d3.min(all, (p) => p[0]) - pad, d3.min(all, (p) => p[1]) - pad * 0.7], [d3.max(all, (p) => p[0]) + pad, d3.max(all, (p) => p[1]) + pad * 0.7]];
      projection.fitExtent([[20, 20], [width - 20, height - 20]], { type: "MultiPoint", coordinates: [box[0], box[1], [box[0][0], box[1][1]], [box[1][0], box[0][1]]] });
    } else projection.fitExtent([[8, 8], [width - 8, height - 8]], { type: "Sphere" });
  };
  const draw = () => {
    const width = Math.max(300, container.clientWidth), height = Math.max(240, container.clientHeight);
    const path = d3.geoPath(projection);
    const k = transform.k;
    const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Map with ${KG.plural(drawn.places.length, "place")}` });
    const land = svg("g", { transform: transform.toString(), "aria-hidden": "true" });
    for (const country of countries.features) { const d = path(country); if (d) land.append(svg("path", { class: "land", d, "stroke-width": 0.6 / k })); }
    land.append(svg("path", { d: path(borders) || "", fill: "none", stroke: KG.dark() ? "#12171b" : "#f3f5f6", "stroke-width": 0.9 / k }));
    root.append(land);
    const boxes = [], labels = svg("g", { "aria-hidden": "true" }), dots = svg("g");
    const ruler = document.createElement("canvas").getContext("2d");
    ruler.font = `12px ${data.font}`;
    const spots = drawn.places.map((place) => { const at = projection([place.longitude, place.latitude]); return at ? { place, x: transform.applyX(at[0]), y: transform.applyY(at[1]), r: Math.min(26, 5 + 3 * Math.sqrt(place.count - 1)) } : null; }).filter((spot) => spot && spot.x > -20 && spot.y > -20 && spot.x < width + 20 && spot.y < height + 20);
    for (const { place, x, y, r } of spots) {
      const dot = svg("circle", { class: "dot" + (selected && selected.id === place.id ? " on" : ""), cx: x, cy: y, r, fill: KG.toneColour(place.tone), "fill-opacity": 0.85, tabindex: 0, role: "button", "data-event": place.id, "aria-label": `${place.id}: ${KG.plural(place.count, "report")}, ${KG.toneWord(place.tone)}` });
      dot.append(svg("title", null, `${place.id}: ${KG.plural(place.count, "report")}`));
      const open = () => KG.pick({ event: place.reports, id: place.id, place: place.id });
      dot.addEventListener("click", open);
      dot.addEventListener("keydown", (pressed) => { if (pressed.key === "Enter" || pressed.key === " ") { pressed.preventDefault(); open(); } });
      dots.append(dot);
      const w = ruler.measureText(place.id).width + 4;
      for (const box of [{ x: x + r + 3, y: y - 8, w, h: 16 }, { x: x - r - 3 - w, y: y - 8, w, h: 16 }, { x: x - w / 2, y: y + r + 1, w, h: 16 }, { x: x - w / 2, y: y - r - 17, w, h: 16 }]) {
        const hits = (other) => box.x < other.x + other.w && other.x < box.x + w && box.y < other.y + other.h && other.y < box.y + box.h;
        if (box.x < 0 || box.x + w > width || boxes.some(hits) || spots.some((other) => other.place !== place && hits({ x: other.x - other.r, y: other.y - other.r, w: 2 * other.r, h: 2 * other.r }))) continue;
        boxes.push(box);
        labels.append(svg("text", { x: box.x + 2, y: box.y + 12 }, place.id));
        break;
      }
    }
    KG.labels = [...boxes];
    // Names of countries, lightly, the biggest first, where nothing else stands.
    ruler.font = `10.5px ${data.font}`;
    const names = svg("g", { "aria-hidden": "true" });
    for (const { country, area } of outlines) {
      const title = country.properties && country.properties.name;
      const at = title && projection(d3.geoCentroid(country));
      if (!at || area * k * k * projection.scale() ** 2 < 700) continue;
      const w = ruler.measureText(title).width + 8, box = { x: transform.applyX(at[0]) - w / 2, y: transform.applyY(at[1]) - 8, w, h: 15 };
      const hits = (other) => box.x < other.x + other.w && other.x < box.x + w && box.y < other.y + other.h && other.y < box.y + box.h;
      if (box.x < 0 || box.x + w > width || box.y < 0 || box.y + 15 > height || boxes.some(hits) || spots.some((other) => hits({ x: other.x - other.r, y: other.y - other.r, w: 2 * other.r, h: 2 * other.r }))) continue;
      boxes.push(box);
      names.append(svg("text", { class: "country", x: box.x + 4, y: box.y + 11 }, title));
    }
    root.append(names, dots, labels);
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.event : null;
    container.replaceChildren(root);
    if (!drawn.places.length) container.append(h("p", { class: "empty overlay" }, "No report that passes the filters says where."));
    if (focused) { const again = [...container.querySelectorAll(".dot")].find((dot) => dot.dataset.event === focused); if (again) again.focus(); }
  };
  const zoom = d3.zoom().scaleExtent([0.8, 40]).filter((event) => !event.button && event.type !== "dblclick").on("zoom", (event) => { transform = event.transform; draw(); });
  d3.select(container).call(zoom).on("dblclick.zoom", null);
  KG.refresh = () => { drawn = compute(); KG.drawn = drawn; draw(); KG.controls.update(drawn); KG.panel.write(selected, drawn); };
  KG.pick = (one) => { selected = one; draw(); KG.panel.write(selected, drawn); };
  KG.reset = () => { selected = null; KG.state = KG.EMPTY(); KG.write(); d3.select(container).call(zoom.transform, d3.zoomIdentity); KG.refresh(); };
  KG.resized = () => requestAnimationFrame(() => { aim(); draw(); });
  KG.extras = () => [];
  const button = (sign, label, action) => h("button", { type: "button", "aria-label": label, title: label, on: { click: action } }, sign);
  document.getElementById("zoom").append(button("+", "Zoom in", () => d3.select(container).call(zoom.scaleBy, 1.6)), button("−", "Zoom out", () => d3.select(container).call(zoom.scaleBy, 1 / 1.6)), button("⤢", "Show all", () => d3.select(container).call(zoom.transform, d3.zoomIdentity)));
  container.setAttribute("aria-label", "Map of events; Tab goes from place to place, Enter opens one.");
  container.setAttribute("role", "group");
  container.tabIndex = -1;
  KG.read();
  aim();
  KG.refresh();
  addEventListener("hashchange", () => { KG.read(); KG.refresh(); });
  let size = "";
  new ResizeObserver(() => { const now = `${container.clientWidth}x${container.clientHeight}`; if (now !== size) { size = now; aim(); draw(); } }).observe(container);
  requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); }));
})();
