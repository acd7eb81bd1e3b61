/* Search, filters, dates, notice, key and theme: everything around the picture. */
KG.controls = (() => {
  const { h, svg, name, data, model } = KG;
  const at = (id) => document.getElementById(id);

  /* ---- theme ---- */
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("kg-theme"); } catch { /* storage is closed to files in some browsers */ }
  const paint = () => { document.documentElement.dataset.theme = chosen || (system.matches ? "dark" : "light"); };
  paint();
  system.addEventListener("change", () => { paint(); legend(); KG.refresh(false); });
  at("theme").addEventListener("click", () => {
    chosen = KG.dark() ? "light" : "dark";
    try { localStorage.setItem("kg-theme", chosen); } catch { /* the choice then lasts as long as the page */ }
    paint();
    legend();
    KG.refresh(false);
  });

  /* ---- heading ---- */
  at("title").append(KG.name(data.title));
  const s = data.summary;
  at("summary").textContent = [KG.plural(s.statements, "statement"), KG.plural(s.articles, "article"), model.reports.some((report) => report.date) && KG.range(model.reports)].filter(Boolean).join(" · ");
  for (const [label, target] of Object.entries(data.pages)) at("pages").append(h("a", { href: target, "aria-current": label === data.page ? "page" : null }, label));

  /* ---- search ---- */
  let entries = null;
  const index = () => {
    if (entries) return entries;
    const relations = new Map();
    for (const report of model.reports) relations.set(report.relation.id, (relations.get(report.relation.id) || 0) + 1);
    entries = [
      ...model.nodes.flatMap((node) => [node.label, ...node.aliases].map((text) => ({ folded: KG.fold(text), text, node, weight: node.weight }))),
      ...data.relations.filter((relation) => relations.has(relation.id)).map((relation) => ({ folded: KG.fold(relation.label), text: relation.label, relation, weight: relations.get(relation.id) })),
    ];
    return entries;
  };
  const input = at("search"), found = at("found");
  if (innerWidth <= 760) input.placeholder = "Search …";
  let hits = [], active = -1;
  const close = () => { found.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (hit) => {
    close();
    input.value = "";
    if (hit.node) { KG.pick({ node: hit.node }, true); } else if (hit.phrase) { KG.pick(null); KG.set({ text: hit.phrase }, true); } else { KG.state.selected = null; KG.set({ relation: hit.relation.id }, true); KG.pick(null); }
  };
  const suggest = () => {
    const wanted = KG.fold(input.value.trim());
    if (!wanted) { close(); return; }
    const seen = new Set();
    // Actors with a name first, then relations, then things; last all sentences that hold the words.
    const rank = (entry) => (entry.relation ? 1 : entry.node.type === "Thing" ? 2 : 0);
    hits = index().filter((entry) => entry.folded.includes(wanted))
      .sort((a, b) => rank(a) - rank(b) || (b.folded === wanted) - (a.folded === wanted) || b.folded.split(/\s+/).some((w) => w.startsWith(wanted)) - a.folded.split(/\s+/).some((w) => w.startsWith(wanted)) || b.weight - a.weight)
      .filter((entry) => { const key = entry.node || entry.relation.id; if (seen.has(key)) return false; seen.add(key); return true; }).slice(0, 10);
    const sentences = model.reports.length <= 20000 ? KG.count(model.reports.filter((report) => KG.fold(report.sentence).includes(wanted))) : 0;
    if (sentences) hits.push({ phrase: input.value.trim(), count: sentences });
    active = -1;
    found.replaceChildren(...(hits.length ? hits.map((hit, k) => h("li", { id: `hit-${k}`, role: "option", "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(hit); } } },
      hit.node ? KG.glyph(hit.node.type, 6) : h("span", { "aria-hidden": "true" }, hit.phrase ? "“" : "→"),
      hit.phrase ? h("span", null, "all reports with the words ", name(hit.phrase)) : h("span", null, name(hit.text), hit.node && hit.text !== hit.node.label ? h("span", { class: "muted" }, " = ", name(hit.node.label)) : null),
      h("small", null, hit.node ? (data.looks[hit.node.type] || data.looks.Thing).name + " · " : hit.phrase ? "" : "relation · ", String(hit.phrase ? hit.count : hit.weight)))) : [h("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing of that name")]));
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== input) close(); }, 120));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    if (found.hidden || !hits.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      [...found.children].forEach((child, k) => child.setAttribute("aria-selected", String(k === active)));
      found.children[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", `hit-${active}`);
    } else if (event.key === "Enter") { event.preventDefault(); choose(hits[Math.max(0, active)]); }
  });

  /* ---- filters ---- */
  const SAID = { stated: "stated as fact", claimed: "only claimed by someone", planned: "planned or promised", possible: "possible, asked for, conditional", denied: "denied by someone", not: "reported as not so" };
  const GROUPS = [
    ["types", "Actors", (report) => [report.subject.type, report.object && report.object.type].filter(Boolean), (value) => (data.looks[value] || data.looks.Thing).name],
    ["said", "How it is said", (report) => [KG.whose(report)], (value) => SAID[value]],
    ["modalities", "Mood", (report) => [report.modality], (value) => value],
    ["families", "Relation", (report) => [report.relation.family || ""], (value) => data.families[value] || "other relations"],
    ["plovers", "Kind of event (PLOVER)", (report) => [report.plover || ""], (value) => (value ? value.toLowerCase() : "no event (a state)")],
    ["outlets", "Outlet", (report) => [report.article.outlet || ""], (value) => value || "unknown outlet"],
  ];
  const total = GROUPS.map(([, , values]) => {
    const counts = new Map();
    for (const report of model.reports) for (const value of new Set(values(report))) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  });
  const toggle = (key, value, all) => {
    const current = KG.state[key] === null ? all : KG.state[key];
    const next = current.includes(value) ? current.filter((one) => one !== value) : [...current, value];
    KG.set({ [key]: next.length === all.length ? null : next });
  };
  const longLists = new Set();
  const filters = () => {
    const box = at("filters");
    if (box.hidden) return;
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
    const scroll = box.scrollTop;
    box.replaceChildren(...GROUPS.flatMap(([key, title, , label], g) => {
      const all = total[g].map(([value]) => value);
      if (all.length < 2) return [];
      const short = total[g].length > 12 && !longLists.has(key);
      const rows = (short ? total[g].slice(0, 10) : total[g]).map(([value, count]) => {
        const on = KG.state[key] === null || KG.state[key].includes(value);
        return h("label", { class: on ? null : "none" }, h("input", { type: "checkbox", checked: on, "data-key": `${key}:${value}`, on: { change: () => toggle(key, value, all) } }), key === "types" ? KG.glyph(value, 5) : null, h("span", null, name(label(value))), h("small", null, count.toLocaleString("en")));
      });
      return [h("fieldset", null, h("legend", null, title), rows,
        h("div", { class: "row" },
          short ? h("button", { type: "button", class: "quiet", on: { click: () => { longLists.add(key); filters(); } } }, `${total[g].length - 10} more`) : null,
          KG.state[key] !== null ? h("button", { type: "button", class: "quiet", on: { click: () => KG.set({ [key]: null }) } }, "all") : h("button", { type: "button", class: "quiet", on: { click: () => KG.set({ [key]: [] }) } }, "none")))];
    }),
    h("fieldset", null, h("legend", null, "Trust"),
      h("label", null, h("input", { type: "checkbox", checked: KG.state.disputed, "data-key": "disputed", on: { change: (event) => KG.set({ disputed: event.target.checked }) } }), h("span", null, "only what is disputed"), h("small", null, model.reports.filter(KG.disputed).length)),
      h("label", { for: "confidence" }, h("span", null, "confidence at least"), h("small", null, `${Math.round(KG.state.confidence * 100)} %`)),
      h("input", { id: "confidence", type: "range", min: 0, max: 0.95, step: 0.05, value: KG.state.confidence, "data-key": "confidence", on: { change: (event) => KG.set({ confidence: +event.target.value }) } })));
    box.scrollTop = scroll;
    if (focused) { const again = [...box.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focused); if (again) again.focus(); }
  };
  const button = at("filters-button");
  const fold = (hidden) => {
    at("filters").hidden = hidden;
    button.setAttribute("aria-expanded", String(!hidden));
    filters();
    KG.resized();
  };
  button.addEventListener("click", () => fold(!at("filters").hidden));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !at("filters").hidden && event.target !== input) { fold(true); button.focus(); } });
  at("reset").addEventListener("click", () => KG.reset());

  /* ---- dates: a histogram with two handles ---- */
  const days = model.reports.map((report) => (report.date || "").slice(0, 10)).filter((day) => day.length === 10).sort();
  const stamp = (day) => Date.parse(day + "T00:00:00Z");
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const DAY = 86400000;
  let bins = null;
  const makeBins = () => {
    if (!days.length) return null;
    // A few stray dates (an anniversary, a treaty of long ago) must not squeeze the rest into one bar.
    const low = days[Math.floor(days.length * 0.02)], high = days[Math.ceil(days.length * 0.98) - 1];
    const slack = Math.max(6, (stamp(high) - stamp(low)) / DAY);
    const first = stamp(days[0]) < stamp(low) - slack * DAY ? low : days[0];
    const last = stamp(days[days.length - 1]) > stamp(high) + slack * DAY ? high : days[days.length - 1];
    const span = (stamp(last) - stamp(first)) / DAY + 1;
    const step = span <= 100 ? 1 : span <= 700 ? 7 : span <= 3000 ? 30 : 365;
    // A handful of days would make bars as wide as the page: a few empty days stand on both sides.
    const spare = Math.max(0, Math.ceil((15 - span) / 2));
    const count = Math.ceil(span / step) + 2 * spare;
    const origin = stamp(first) - spare * DAY;
    const edges = Array.from({ length: count + 1 }, (_, k) => iso(origin + k * step * DAY));
    return { count, step, edges, before: stamp(days[0]) < stamp(edges[0]), after: stamp(days[days.length - 1]) >= stamp(edges[count]), of: (day) => (day.length < 10 ? -1 : Math.min(count - 1, Math.max(0, Math.floor((stamp(day.slice(0, 10)) - origin) / (step * DAY))))) };
  };
  const lastDay = (k) => iso(stamp(bins.edges[k + 1]) - DAY);
  /* The outermost bars also hold the stray days beyond them. */
  const label = (k) => (bins.before && k === 0 ? `until ${KG.day(lastDay(k))}` : bins.after && k === bins.count - 1 ? `from ${KG.day(bins.edges[k])}` : bins.step === 1 ? KG.day(bins.edges[k]) : `${KG.day(bins.edges[k])} – ${KG.day(lastDay(k))}`);
  const dates = () => {
    bins = bins || makeBins();
    const box = at("dates");
    if (!bins || days[0] === days[days.length - 1]) return;
    const open = { ...KG.state, from: null, to: null };
    const stacks = Array.from({ length: bins.count }, () => [0, 0, 0]), counted = new Set(), unplaced = new Set(), reported = new Set();
    for (const report of model.reports) {
      if (!KG.passes(report, open)) continue;
      const k = report.date ? bins.of(report.date) : -1;
      if (k < 0) { unplaced.add(report.key); continue; }
      if (!report.dated) reported.add(report.key);
      if (!counted.has(`${k} ${report.key}`) && counted.add(`${k} ${report.key}`)) stacks[k][report.tone === null || Math.abs(report.tone) < 0.05 ? 1 : report.tone < 0 ? 0 : 2] += 1;
    }
    const peak = Math.max(1, ...stacks.map((stack) => stack[0] + stack[1] + stack[2]));
    const from = KG.state.from ? bins.of(KG.state.from) : 0, to = KG.state.to ? bins.of(KG.state.to) : bins.count - 1;
    const chart = svg("svg", { viewBox: `0 0 ${bins.count} 44`, preserveAspectRatio: "none", role: "img", "aria-label": "Reports over time" });
    stacks.forEach((stack, k) => {
      let y = 44;
      const group = svg("g", { class: k < from || k > to ? "out" : "" });
      [1, 0, 2].forEach((part) => {  // neutral at the foot, conflict, cooperation on top
        const height = (stack[part] / peak) * 42;
        if (!height) return;
        y -= height;
        group.append(svg("rect", { x: k + 0.1, y, width: 0.8, height, fill: KG.toneColour([-0.6, null, 0.6][part]) }));
      });
      const sum = stack[0] + stack[1] + stack[2];
      const hit = svg("rect", { class: "hit", x: k, y: 0, width: 1, height: 44, "fill-opacity": 0.01 });
      hit.append(svg("title", null, `${label(k)}: ${KG.plural(sum, "report")}`));
      hit.addEventListener("click", () => { KG.state.selected = null; KG.pick(null); KG.set({ from: bins.before && k === 0 ? null : bins.edges[k], to: bins.after && k === bins.count - 1 ? null : lastDay(k) }); });
      chart.append(group, hit);
    });
    const slider = (value, label, moved) => h("input", { type: "range", min: 0, max: bins.count - 1, step: 1, value, "aria-label": label, "aria-valuetext": label === "From" ? KG.day(bins.edges[value]) : KG.day(lastDay(value)), "data-date": label, on: { input: moved } });
    const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.date : null;
    const change = (a, b) => KG.set({ from: a <= 0 ? null : bins.edges[a], to: b >= bins.count - 1 ? null : lastDay(b) });
    const limited = KG.state.from || KG.state.to;
    const undated = unplaced.size;
    const unit = { 1: "day", 7: "week", 30: "month", 365: "year" }[bins.step];
    const parts = [
      h("div", { class: "head" }, h("strong", null, !limited ? KG.range(model.reports) : from === to ? label(from) : `${KG.state.from === null ? "until" : KG.day(bins.edges[from]) + " –"} ${KG.state.to === null ? "the end" : KG.day(lastDay(to))}`),
        limited ? h("button", { type: "button", class: "quiet", on: { click: () => KG.set({ from: null, to: null }) } }, "all dates") : h("span", { class: "muted" }, reported.size ? `by ${unit} of the report (${reported.size.toLocaleString("en")}) or, where the text says it, of the event; click a bar` : `by ${unit} of the event; click a bar`),
        undated ? h("span", { class: "muted" }, `${undated} undated`) : null),
      h("div", { class: "chart" }, chart, slider(from, "From", (event) => change(Math.min(+event.target.value, to), to)), slider(to, "To", (event) => change(from, Math.max(+event.target.value, from)))),
      h("div", { class: "axis", "aria-hidden": "true" }, [0, Math.floor((bins.count - 1) / 2), bins.count - 1].map((k) => h("span", null, label(k)))),
    ];
    // A handle that is being dragged must stay the element that it is: only the rest is redrawn.
    const dragged = focus && box.querySelector(`[data-date="${focus}"]`);
    if (dragged) {
      box.querySelector(".head").replaceWith(parts[0]);
      box.querySelector(".chart svg").replaceWith(chart);
      box.querySelectorAll("input").forEach((one) => { one.value = one.dataset.date === "From" ? from : to; one.setAttribute("aria-valuetext", one.dataset.date === "From" ? KG.day(bins.edges[from]) : KG.day(lastDay(to))); });
    } else box.replaceChildren(...parts);
  };

  /* ---- notice: what is shown and what is not ---- */
  const notice = (drawn) => {
    const box = at("notice");
    const count = KG.filtering();
    button.textContent = count ? `Filters (${count})` : "Filters";
    if (data.page === "Map") { box.replaceChildren(h("span", null, h("strong", null, `${KG.count(drawn.places.flatMap((place) => place.reports)).toLocaleString("en")} of ${KG.plural(KG.count(drawn.passed), "report")} are placed`), ": the rest name no place of the event")); return; }
    if (data.page !== "Network") { box.hidden = true; return; }
    const shown = drawn.nodes.length, hidden = Math.max(0, (KG.state.focus.length ? drawn.candidates + KG.state.focus.length : drawn.eligible) - shown);
    const everything = drawn.eligible;
    const steps = [15, 30, 60, 100, 150, 300, 600, 1000, 2000, 5000, 10000, 20000].filter((step) => step < everything);
    if (data.top > 0 && data.top < everything && !steps.includes(data.top)) steps.push(data.top);
    steps.sort((a, b) => a - b);
    steps.push(0);
    const here = Math.max(0, KG.state.top > 0 ? steps.findIndex((step) => step === 0 || step >= KG.state.top) : steps.length - 1);
    const about = document.activeElement && document.activeElement.id === "top";
    box.replaceChildren(
      h("span", null, h("strong", null, `${KG.plural(shown, "actor")} and ${KG.plural(drawn.bundles.length, "arrow")} shown`), (hidden ? `, ${hidden.toLocaleString("en")} less important hidden` : "") + (drawn.arrows > drawn.bundles.length ? `, ${(drawn.arrows - drawn.bundles.length).toLocaleString("en")} less reported arrows not drawn` : "")),
      ...(steps.length > 1 ? [h("label", null, h("span", null, "How many"), h("input", { id: "top", type: "range", min: 0, max: steps.length - 1, step: 1, value: here, "aria-valuetext": steps[here] ? `${steps[here]} actors` : "all", on: { change: (event) => KG.set({ top: steps[+event.target.value], expanded: [] }, true) } }), h("span", null, steps[here] ? `top ${steps[here].toLocaleString("en")}` : "all"))] : []),
      h("label", null, h("input", { type: "checkbox", checked: KG.state.minor, on: { change: (event) => KG.set({ minor: event.target.checked }) } }), "without single links"),
      ...(KG.state.focus.length ? [h("button", { type: "button", on: { click: () => KG.set({ focus: [], expanded: [] }, true) } }, "Leave focus: ", name(KG.state.focus.map((id) => model.byId.get(id).label).join(" and ")), " ✕")] : []),
      ...(KG.state.focus.length === 1 ? [h("button", { type: "button", on: { click: () => KG.set({ hops: KG.state.hops === 1 ? 2 : 1 }, true) } }, KG.state.hops === 1 ? "two steps away" : "one step away")] : []),
      h("span", { class: "push row" }, ...KG.extras()));
    if (about) at("top").focus();
  };

  /* ---- key ---- */
  const legend = () => {
    const types = [...new Set(model.nodes.map((node) => node.type))].sort((a, b) => Object.keys(data.looks).indexOf(a) - Object.keys(data.looks).indexOf(b));
    const stroke = (standing, tone, width = 2.5) => svg("svg", { width: 26, height: 8, "aria-hidden": "true" }, svg("line", { x1: 1, x2: 25, y1: 4, y2: 4, stroke: KG.toneColour(tone), "stroke-width": width, "stroke-dasharray": { stated: null, denied: "7 5", claimed: "2 4", planned: "8 3 2 3" }[standing] }));
    const line = (standing, text, title) => h("li", { title }, stroke(standing, null), h("span", null, text));
    at("legend").replaceChildren(
      data.page !== "Network" ? "" : h("ul", null, types.map((type) => h("li", null, KG.glyph(type, 5.5), h("span", null, (data.looks[type] || data.looks.Thing).name)))),
      h("div", { class: "ramp" }, "conflict", ...[-0.8, -0.2, null, 0.2, 0.8].map((tone) => stroke("stated", tone, 4)), "cooperation"),
      data.page === "Map" ? "larger: more reports" : data.page === "Timeline" ? "full: stated · pale: only claimed or possible · broken rim: planned or promised · hollow: ✕ denied or not so · larger: more reports" : h("ul", null, line("stated", "stated"), line("claimed", "only claimed or possible"), line("planned", "planned or promised"), line("denied", "✕ denied or not so")));
  };
  legend();
  return { update: (drawn) => { filters(); dates(); notice(drawn); }, legend };
})();
