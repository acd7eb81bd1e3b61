/* The timeline: one row for each kind of event, from cooperation above to conflict below; a dot for each event, larger
   the more reports tell of it. */
(() => {
  const { data, model, h, svg } = KG;
  const container = document.getElementById("picture");
  let selected = null, drawn = null;
  const LANES = data.lanes;  // kinds of event with their tone, cooperative first

  const compute = () => {
    const passed = model.reports.filter((report) => KG.passes(report) && KG.about(report));
    const live = new Uint8Array(model.reports.length);
    for (const report of passed) live[report.i] = 1;
    const events = new Map();
    for (const report of passed) {
      if (!report.date || !report.plover) continue;
      const id = report.event || `report:${report.id}`;
      (events.get(id) || events.set(id, []).get(id)).push(report);
    }
    return { passed, live, links: [], hidden: new Map(), nodes: [], bundles: bundles(passed, live), events: [...events].map(([id, reports]) => ({ id, reports, first: KG.chief(reports), plover: reports[0].plover, date: reports.map((one) => one.date).sort()[0], ...KG.bundleLook(reports) })) };
  };
  const bundles = (passed, live) => model.bundles.map((bundle) => ({ ...bundle, reports: bundle.reports.filter((report) => live[report.i]) })).filter((bundle) => bundle.reports.length).map((bundle) => ({ ...bundle, ...KG.bundleLook(bundle.reports) }));
  const time = (date) => { const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date); return new Date(Date.UTC(+parts[1], +(parts[2] || 7) - 1, +(parts[3] || 15))); };
  const words = (event) => KG.words(event.first) + (event.standing !== "denied" && event.reports.some((one) => one.denied) ? " · ✕ also denied" : "");
  const when = (event) => KG.when(event.reports.find((one) => one.date === event.date) || event.first);

  let zoomed = null;
  const draw = () => {
    const width = Math.max(320, container.clientWidth), height = Math.max(260, container.clientHeight);
    const narrow = width < 600;
    const lanes = LANES.filter(([name]) => drawn.events.some((event) => event.plover === name));
    const left = narrow ? 84 : 122, right = narrow ? 20 : 62, top = 18, bottom = 34;
    const times = drawn.events.map((event) => time(event.date)).sort((a, b) => a - b);
    const middle = times.filter((_, k) => k >= times.length * 0.02 && k <= times.length * 0.98 - 1);
    const used = middle.length > 1 ? middle : times;
    const low = used.length ? +used[0] : Date.now(), high = used.length ? +used[used.length - 1] : Date.now();
    const slack = Math.max(86400000 * 0.9, (high - low) * 0.04);
    let x = d3.scaleUtc().domain([low - slack, high + slack]).range([left, width - right]);
    if (zoomed) x = zoomed.rescaleX(x);
    const step = lanes.length ? (height - top - bottom) / lanes.length : 0;
    const root = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${drawn.events.length} events over time` });
    const [from, to] = x.domain();
    const ticks = to - from < 10 * 86400000 ? d3.utcDay.range(d3.utcDay.floor(from), to) : x.ticks(narrow ? 4 : 8);  // dates have no hours
    for (const tick of ticks) {
      const at = x(tick);
      if (at < left) continue;
      root.append(svg("line", { class: "gridline", x1: at, x2: at, y1: top, y2: height - bottom + 5 }), svg("text", { class: "soft", x: at, y: height - bottom + 21, "text-anchor": "middle" }, KG.day(tick.toISOString().slice(0, to - from > 700 * 86400000 ? 4 : 10)).replace(to - from < 300 * 86400000 ? / \d{4}$/ : / $/, "")));
    }
    lanes.forEach(([name, tone], k) => {
      const y = top + step * (k + 0.5);
      root.append(svg("line", { class: "lane gridline", x1: left, x2: width - right, y1: y, y2: y }), svg("rect", { x: left - 9, y: y - Math.min(12, step * 0.35), width: 4, height: Math.min(24, step * 0.7), rx: 2, fill: KG.toneColour(tone) }), svg("text", { x: left - 16, y: y + 4, "text-anchor": "end" }, name.charAt(0) + name.slice(1).toLowerCase()));
    });
    const taken = new Map(), boxes = [];
    const dots = svg("g"), labels = svg("g", { "aria-hidden": "true" });
    const order = [...drawn.events].sort((a, b) => b.count - a.count || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const placed = [];
    for (const event of order) {
      const lane = lanes.findIndex(([name]) => name === event.plover);
      const at = x(time(event.date));
      if (lane < 0 || at < left - 4 || at > width - right + 12) continue;
      const r = Math.min(13, 4 + 2.2 * Math.sqrt(event.count - 1));
      const key = lane + ":" + Math.round(at / 9);
      const count = taken.get(key) || 0;
      taken.set(key, count + 1);
      const room = Math.max(1, Math.floor((step - 8) / 9));
      const offset = (count % room) * 9 * (count % 2 ? 1 : -1) * 0.5 + (count % 2 ? 4 : 0);
      placed.push({ event, x: at + Math.floor(count / room) * 5, y: top + step * (lane + 0.5) + Math.max(-step / 2 + r, Math.min(step / 2 - r, offset)), r });
    }
    for (const { event, x: cx, y: cy, r } of [...placed].sort((a, b) => a.x - b.x)) {
      const dot = svg("circle", { class: "dot", cx, cy, r, ...(event.standing === "denied" ? { class: "dot denied", stroke: KG.toneColour(event.reports[0].tone) } : { fill: KG.toneColour(event.tone), "fill-opacity": event.standing === "stated" ? 0.95 : KG.dark() ? 0.68 : 0.45, ...(event.standing === "planned" ? { class: "dot planned", stroke: KG.toneColour(event.tone) } : {}) }), tabindex: 0, role: "button", "data-event": event.id, "aria-label": `${when(event)}: ${words(event)}, ${KG.plural(event.count, "report")}, ${event.standing}` });
      dot.append(svg("title", null, `${when(event)} · ${words(event)}`));
      const open = () => { KG.pick({ event: event.reports, id: event.id }); };
      dot.addEventListener("click", open);
      dot.addEventListener("keydown", (pressed) => { if (pressed.key === "Enter" || pressed.key === " ") { pressed.preventDefault(); open(); } });
      if (selected && selected.id === event.id) dot.classList.add("on");
      dots.append(dot);
    }
    const ruler = document.createElement("canvas").getContext("2d");
    ruler.font = `12px ${data.font}`;
    for (const { event, x: cx, y: cy, r } of placed) {
      const letters = Array.from(words(event));
      const text = letters.length > 46 ? letters.slice(0, 45).join("") + "…" : letters.join("");
      const w = ruler.measureText(text).width;
      // Beside the dot where there is room, else some way off with a line that leads there.
      const near = [{ x: cx + r + 4, y: cy - 8, w, h: 16 }, { x: cx - r - 4 - w, y: cy - 8, w, h: 16 }, { x: cx - w / 2, y: cy - r - 17, w, h: 16 }, { x: cx - w / 2, y: cy + r + 1, w, h: 16 }];
      const far = [20, 34, 50, 70, 95, 125].flatMap((away) => [[away + 12, 0], [away + 12, away * 0.45], [away + 12, -away * 0.45], [-away - 12, 0], [-away - 12, away * 0.45], [-away - 12, -away * 0.45]]).map(([dx, dy]) => ({ x: dx > 0 ? cx + dx : cx + dx - w, y: cy + dy - 8, w, h: 16, lead: dx > 0 ? cx + dx - 2 : cx + dx + 2 }));
      for (const box of [...near, ...far]) {
        if (box.x < left || box.x + w > width - 4 || box.y < 0 || box.y + box.h > height - bottom) continue;
        const hits = (other) => box.x < other.x + other.w && other.x < box.x + w && box.y < other.y + other.h && other.y < box.y + box.h;
        if (boxes.some(hits) || placed.some((other) => other.event !== event && hits({ x: other.x - other.r, y: other.y - other.r, w: 2 * other.r, h: 2 * other.r }))) continue;
        boxes.push(box);
        if (box.lead !== undefined) labels.append(svg("line", { class: "leader", x1: cx + Math.sign(box.lead - cx) * r, y1: cy, x2: box.lead, y2: box.y + 8 }));
        labels.append(svg("text", { x: box.x, y: box.y + 12 }, text));
        break;
      }
      if (boxes.length > 60) break;
    }
    KG.labels = boxes;
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.event : null;
    root.append(dots, labels);
    container.replaceChildren(root);
    if (!lanes.length) container.replaceChildren(h("p", { class: "empty" }, "No dated events pass the filters."));
    if (focused) { const again = [...container.querySelectorAll(".dot")].find((dot) => dot.dataset.event === focused); if (again) again.focus(); }
  };
  const zoom = d3.zoom().scaleExtent([0.5, 60]).filter((event) => !event.button && event.type !== "dblclick").on("zoom", (event) => { zoomed = event.transform; draw(); });
  d3.select(container).call(zoom).on("dblclick.zoom", null);

  KG.refresh = () => { drawn = compute(); KG.drawn = drawn; draw(); KG.controls.update(drawn); KG.panel.write(selected, drawn); };
  KG.pick = (one) => { selected = one; draw(); KG.panel.write(selected, drawn); if (one && one.event) KG.say(`${KG.plural(KG.count(one.event), "report")} of this event`); };
  KG.reset = () => { selected = null; KG.state = KG.EMPTY(); KG.write(); d3.select(container).call(zoom.transform, d3.zoomIdentity); KG.refresh(); };
  KG.resized = () => requestAnimationFrame(draw);
  KG.extras = () => [];
  const button = (sign, label, action) => h("button", { type: "button", "aria-label": label, title: label, on: { click: action } }, sign);
  document.getElementById("zoom").append(button("+", "Zoom in", () => d3.select(container).call(zoom.scaleBy, 1.5)), button("−", "Zoom out", () => d3.select(container).call(zoom.scaleBy, 1 / 1.5)), button("⤢", "Show all", () => d3.select(container).call(zoom.transform, d3.zoomIdentity)));
  container.setAttribute("aria-label", "Timeline of events; Tab goes from event to event, Enter opens one.");
  container.setAttribute("role", "group");
  container.tabIndex = -1;
  KG.read();
  KG.refresh();
  addEventListener("hashchange", () => { KG.read(); KG.refresh(); });
  let width = 0;
  new ResizeObserver(() => { if (container.clientWidth !== width) { width = container.clientWidth; draw(); } }).observe(container);
  requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); }));
})();
