/* What every page shares: the data, the state in the address, small builders of elements. Words of articles enter the
   page as text nodes only; links are checked here once more. */
KG.h = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
    else if (name === "colour") element.style.color = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};
KG.svg = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
KG.name = (text) => KG.h("bdi", { lang: KG.data.lang }, text);
KG.link = (url, text) => {
  let checked = null;
  try { checked = new URL(url); } catch { return KG.h("span", null, text); }
  if (checked.protocol !== "http:" && checked.protocol !== "https:") return KG.h("span", null, text);
  return KG.h("a", { href: checked.href, rel: "noopener noreferrer", target: "_blank" }, text);
};
KG.plural = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
KG.day = (iso) => {
  if (!iso) return "undated";
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(iso);
  if (!parts) return iso;
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const text = [parts[3] && String(+parts[3]), parts[2] && months[+parts[2] - 1], parts[1]].filter(Boolean).join(" ");
  return iso.includes("/") ? `${text} – ${KG.day(iso.split("/")[1])}` : text;
};
/* A day that only the article's day of publication gives is the day of the report, not of the event. */
KG.when = (report) => (!report.date ? "undated" : report.dated ? KG.day(report.date) : `reported ${KG.day(report.date)}`);
/* The first and the last day of reports, the same everywhere on the page. */
KG.range = (reports) => {
  const days = reports.flatMap((report) => (report.date ? report.date.split("/") : [])).filter(Boolean).sort();
  return days.length ? (days[0] === days[days.length - 1] ? KG.day(days[0]) : `${KG.day(days[0])} – ${KG.day(days[days.length - 1])}`) : "undated";
};
/* One sentence is one report, however many subjects and objects it joins. */
KG.count = (reports) => new Set(reports.map((report) => report.key)).size;
/* What did not, or not yet, take place carries a mark in every summary. */
const MARKS = { intended: "planned: ", possible: "possibly: ", required: "should: ", requested: "asked: ", conditional: "if so: " };
KG.mark = (report) => (report.denied ? "✕ " : MARKS[report.modality] || "");
KG.relation = (report) => KG.mark(report) + report.relation.label;
KG.source = (article) => {
  const title = article.title || `Untitled article (${Array.from(article.id).length > 12 ? Array.from(article.id).slice(0, 10).join("") + "…" : article.id})`;
  return article.outlet ? `${article.outlet}: ${title}` : title;
};
KG.say = (text) => { document.getElementById("live").textContent = text; };
KG.toast = (text) => {
  const note = KG.h("div", { class: "toast" }, text);
  document.body.append(note);
  KG.say(text);
  setTimeout(() => note.remove(), 2200);
};

/* ---- the model: columns of the page's data made into objects ---- */
KG.model = (() => {
  const { nodes: n, reports: r, bundles: b, articles, relations } = KG.data;
  const nodes = n.id.map((id, i) => ({
    i, id, iri: n.prefix === null ? n.iri[i] : n.prefix + id, label: n.label[i], type: KG.data.typeNames[n.type[i]], aliases: n.aliases[i] || [],
    wikidata: n.wikidata[i] || null, mark: n.mark[i] || "", flag: n.flag[i] || "", basis: (n.basis && n.basis[i]) || [],
    weight: n.weight[i], group: n.group[i], r: n.r[i], core: n.x[i] === null ? null : { x: n.x[i], y: n.y[i] },
    all: n.allX ? { x: n.allX[i], y: n.allY[i] } : null, latitude: n.latitude[i], longitude: n.longitude[i], bundles: [], reports: [],
  }));
  const reports = r.subject.map((subject, i) => {
    const relation = relations[r.relation[i]];
    const article = articles[r.article[i]];
    return {
      i, id: r.id[i], iri: r.prefix === null ? r.iri[i] : r.prefix + r.id[i], subject: nodes[subject], object: r.object[i] === null ? null : nodes[r.object[i]],
      words: r.words[i], relation, article, sentence: KG.data.sentences[r.sentence[i]] || "", key: KG.data.sentences[r.sentence[i]] ? r.sentence[i] * articles.length + r.article[i] : -1 - i, spans: r.spans[i], denied: r.denied[i] === 1,
      modality: KG.data.modalities[r.modality[i]], standing: KG.data.standings[r.standing[i]], claimants: r.claimants[i], confidence: r.confidence[i],
      event: r.event[i], plover: r.plover[i] === null ? null : KG.data.plovers[r.plover[i]], cameo: r.cameo[i], tone: r.tone[i], goldstein: r.goldstein[i],
      date: r.date[i], dated: r.dated[i] === 1, place: r.place[i], latitude: r.latitude[i], longitude: r.longitude[i],
      details: r.details[i] || [], agrees: r.agrees[i] || [], disagrees: r.disagrees[i] || [],
    };
  });
  const bundles = b.source.map((source, i) => {
    const bundle = { i, source: nodes[source], target: nodes[b.target[i]], reports: b.reports[i].map((k) => reports[k]) };
    bundle.source.bundles.push(bundle);
    bundle.target.bundles.push(bundle);
    return bundle;
  });
  for (const report of reports) {
    report.subject.reports.push(report);
    if (report.object && report.object !== report.subject) report.object.reports.push(report);
  }
  const said = new Map();
  for (const report of reports) for (const [, id] of report.claimants) if (id !== null) (said.get(id) || said.set(id, []).get(id)).push(report);
  return { nodes, reports, bundles, articles, said, byId: new Map(nodes.map((node) => [node.id, node])) };
})();

/* ---- state, kept in the address so that a view can be shared ---- */
/* A small screen begins with fewer actors. */
if (innerWidth <= 760 && KG.model.nodes.length > 24) KG.data.top = Math.min(KG.data.top || 24, 24);
KG.EMPTY = () => ({
  types: null, families: null, plovers: null, outlets: null, said: null, modalities: null, disputed: false, confidence: 0,
  from: null, to: null, top: KG.data.top, focus: KG.data.focus, hops: KG.data.hops, minor: false, expanded: [], selected: null, relation: null, text: null,
});
KG.state = KG.EMPTY();
KG.listeners = [];
KG.write = () => {
  const empty = KG.EMPTY();
  const found = new URLSearchParams();
  for (const [key, value] of Object.entries(KG.state)) {
    if (JSON.stringify(value) === JSON.stringify(empty[key])) continue;
    found.set(key, Array.isArray(value) ? value.map(encodeURIComponent).join(",") : String(value));
  }
  const text = found.toString();
  // A page inside a notebook's frame has no address of its own to change.
  try { history.replaceState(null, "", text ? "#" + text : "#"); } catch { /* the view is then not shareable */ }
};
KG.read = () => {
  const state = KG.EMPTY();
  for (const [key, text] of new URLSearchParams(location.hash.slice(1))) {
    if (!(key in state)) continue;
    if (["types", "families", "plovers", "outlets", "said", "modalities", "focus", "expanded"].includes(key)) {
      try { state[key] = text === "" ? [] : text.split(",").map(decodeURIComponent); } catch { /* a broken link keeps the default */ }
    } else if (["confidence", "top", "hops"].includes(key)) { if (Number.isFinite(+text)) state[key] = Math.max(0, +text); }
    else if (["minor", "disputed"].includes(key)) state[key] = text === "true";
    else state[key] = text;
  }
  state.focus = state.focus.filter((id) => KG.model.byId.has(id));
  state.expanded = state.expanded.filter((id) => KG.model.byId.has(id));
  KG.state = state;
};
/* Change part of the state; `fit` asks the picture to show all that is now drawn. */
KG.set = (change, fit = false) => {
  Object.assign(KG.state, change);
  KG.write();
  KG.refresh(fit);
};

/* ---- filters ---- */
KG.disputed = (report) => report.disagrees.length > 0;
KG.UNSURE = ["possible", "required", "requested", "conditional"];
KG.whose = (report) => (report.denied ? (report.claimants.length ? "denied" : "not") : report.standing !== "claimed" ? report.standing : KG.UNSURE.includes(report.modality) || !report.claimants.length ? "possible" : "claimed");
KG.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
/* A date of coarse precision (a month, a span) lies within two days only if all of it does. */
KG.within = (date, from, to) => {
  const [first, last] = date.includes("/") ? date.split("/") : [date, date];
  return (!from || (first + "-01-01".slice(first.length - 4)).slice(0, 10) >= from) && (!to || (last + "-12-28".slice(last.length - 4)).slice(0, 10) <= to);
};
KG.passes = (report, state = KG.state) => {
  const within = (list, value) => list === null || list.includes(value);
  return within(state.types, report.subject.type) && (report.object === null || within(state.types, report.object.type))
    && within(state.families, report.relation.family || "") && within(state.plovers, report.plover || "") && within(state.outlets, report.article.outlet || "")
    && within(state.said, KG.whose(report)) && within(state.modalities, report.modality) && (!state.disputed || KG.disputed(report))
    && report.confidence >= state.confidence && (!state.relation || report.relation.id === state.relation)
    && (!state.text || KG.fold(`${report.sentence} ${report.relation.label} ${report.words || ""}`).includes(KG.fold(state.text)))
    && (!(state.from || state.to) || (report.date !== null && KG.within(report.date, state.from, state.to)));
};
/* What the words of a report say in one line, with the mark of what did not take place. */
KG.words = (report) => `${report.subject.label} ${KG.relation(report)} ${report.object ? report.object.label : report.words}`;
/* The report that stands for all of an event: never a denial where another affirms it. */
KG.chief = (reports) => reports.find((report) => report.standing === "stated") || reports.find((report) => !report.denied) || reports[0];
/* On pages without a network, a focus keeps the reports that its actors take part in. */
KG.about = (report) => KG.state.focus.every((id) => report.subject.id === id || (report.object && report.object.id === id));
KG.filtering = (state = KG.state) => {
  const empty = KG.EMPTY();
  return ["types", "families", "plovers", "outlets", "said", "modalities", "disputed", "confidence", "relation", "text"].filter((key) => JSON.stringify(state[key]) !== JSON.stringify(empty[key])).length + (state.from || state.to ? 1 : 0);
};

/* ---- colours and shapes, the same on canvas and in SVG ---- */
KG.dark = () => document.documentElement.dataset.theme === "dark";
KG.fill = (type) => { const look = KG.data.looks[type] || KG.data.looks.Thing; return KG.dark() ? look.dark : look.light; };
KG.toneColour = (tone) => {
  const palette = KG.dark() ? KG.data.palette.dark : KG.data.palette.light;
  if (tone === null || Math.abs(tone) < 0.05) return palette[2];
  const step = Math.abs(tone) < 0.35 ? 1 : 2;
  return palette[2 + (tone > 0 ? step : -step)];
};
KG.toneWord = (tone) => (tone === null || Math.abs(tone) < 0.05 ? "neutral" : `${Math.abs(tone) < 0.35 ? "mild " : "strong "}${tone > 0 ? "cooperation" : "conflict"}`);
KG.outline = (shape, r) => {
  const ring = (count, turn, inner = 1) => Array.from({ length: count }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / count, reach = k % 2 ? r * inner : r;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  });
  switch (shape) {
    case "square": return [[-r, -r * 0.78], [r, -r * 0.78], [r, r * 0.78], [-r, r * 0.78]];
    case "diamond": return ring(4, 0).map(([x, y]) => [x * 1.12, y * 1.12]);
    case "triangle": return ring(3, -Math.PI / 2).map(([x, y]) => [x * 1.18, y * 1.18 + r * 0.18]);
    case "triangleDown": return ring(3, Math.PI / 2).map(([x, y]) => [x * 1.18, y * 1.18 - r * 0.18]);
    case "hexagon": return ring(6, 0).map(([x, y]) => [x * 1.05, y * 1.05]);
    case "star": return ring(10, -Math.PI / 2, 0.5).map(([x, y]) => [x * 1.2, y * 1.2]);
    case "parallelogram": return [[-r * 0.75, -r * 0.72], [r * 1.15, -r * 0.72], [r * 0.75, r * 0.72], [-r * 1.15, r * 0.72]];
    case "bar": return [[-r * 0.65, -r], [r * 0.65, -r], [r * 0.65, r], [-r * 0.65, r]];
    default: return null;
  }
};
KG.glyph = (type, r = 7) => {
  const look = KG.data.looks[type] || KG.data.looks.Thing;
  const points = KG.outline(look.shape, r);
  const size = r * 2.6;
  const paint = look.shape === "ring" ? { fill: "none", stroke: KG.fill(type), "stroke-width": 2.5 } : { fill: KG.fill(type) };
  return KG.svg("svg", { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, "aria-hidden": "true" },
    points ? KG.svg("polygon", { points: points.map((p) => p.map((v) => v.toFixed(2)).join(",")).join(" "), ...paint }) : KG.svg("circle", { r: r * 0.95, ...paint }));
};

/* ---- what is drawn, from the state ---- */
KG.bundleLook = (reports) => {
  const standings = new Set(reports.map((report) => report.standing));
  const count = KG.count(reports);
  const standing = ["stated", "claimed", "planned", "denied"].find((one) => standings.has(one));
  // What is only planned must not colour what is stated, and a denial says nothing of the tone.
  const tones = reports.filter((report) => !report.denied && report.standing === standing && report.tone !== null).map((report) => report.tone);
  const counts = new Map();
  const order = new Map();
  for (const report of reports) { const words = KG.relation(report); counts.set(words, (counts.get(words) || 0) + 1); order.set(words, report.denied ? 2 : KG.mark(report) ? 1 : 0); }
  const ranked = [...counts].sort((a, b) => order.get(a[0]) - order.get(b[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  // What is denied is never counted with what is affirmed: each part has its own name.
  const parts = [ranked.filter(([words]) => order.get(words) < 2), ranked.filter(([words]) => order.get(words) === 2)].filter((part) => part.length);
  return {
    standing, count,
    tone: tones.length ? tones.reduce((sum, tone) => sum + tone, 0) / tones.length : null,
    parts: parts.map((part) => [part[0][0], part.length - 1]), relations: ranked,
    width: 1.1 + Math.min(6, 1.5 * Math.log2(count)),
  };
};
KG.ARROWS = 30000;
KG.compute = () => {
  const { state, model } = KG;
  const passed = model.reports.filter((report) => KG.passes(report));
  const live = new Uint8Array(model.reports.length);
  for (const report of passed) live[report.i] = 1;
  const links = new Uint32Array(model.nodes.length);
  for (const report of passed) if (report.object && report.object !== report.subject) { links[report.subject.i] += 1; links[report.object.i] += 1; }
  const lonely = !KG.filtering() && !model.bundles.length;  // nothing has two ends: draw what there is
  const eligible = model.nodes.filter((node) => links[node.i] > 0 || lonely);
  const neighbours = (node) => node.bundles.filter((bundle) => bundle.reports.some((report) => live[report.i])).map((bundle) => (bundle.source === node ? bundle.target : bundle.source));
  const shown = new Set();
  let candidates = eligible;
  if (state.focus.length) {
    const centre = state.focus.map((id) => model.byId.get(id));
    const reached = new Set(centre);
    if (centre.length > 1) {  // a pair: both, and what lies between them
      const sets = centre.map((node) => new Set(neighbours(node)));
      if (state.hops > 0) for (const node of sets[0]) if (sets.every((set) => set.has(node))) reached.add(node);
    } else {
      let edge = centre;
      for (let hop = 0; hop < state.hops; hop += 1) {
        const next = [];
        for (const node of edge) for (const other of neighbours(node)) if (!reached.has(other)) { reached.add(other); next.push(other); }
        edge = next;
      }
    }
    for (const node of centre) shown.add(node);
    candidates = [...reached].filter((node) => !shown.has(node));
  }
  const limit = state.top > 0 ? state.top : Infinity;
  const ranked = [...candidates].sort((a, b) => links[b.i] - links[a.i] || a.i - b.i);
  for (const node of ranked) { if (shown.size >= limit) break; shown.add(node); }
  for (const id of state.expanded) { const node = model.byId.get(id); shown.add(node); for (const other of neighbours(node)) shown.add(other); }
  if (state.minor) {
    const keep = new Set(state.focus);
    const degree = new Map();
    for (const node of shown) degree.set(node, new Set(neighbours(node).filter((other) => shown.has(other))).size);
    for (const [node, count] of degree) if (count <= 1 && !keep.has(node.id)) {
      const partner = neighbours(node).find((other) => shown.has(other));  // of two that have only each other, one stays
      if (!partner || degree.get(partner) > 1 || partner.i < node.i) shown.delete(node);
    }
  }
  let bundles = [];
  for (const bundle of model.bundles) {
    if (!shown.has(bundle.source) || !shown.has(bundle.target)) continue;
    const reports = bundle.reports.filter((report) => live[report.i]);
    if (reports.length) bundles.push({ ...bundle, reports, ...KG.bundleLook(reports) });
  }
  // Beyond some number arrows are one grey mass: the most reported stand for all.
  const arrows = bundles.length;
  if (arrows > KG.ARROWS) bundles = bundles.sort((a, b) => b.reports.length - a.reports.length || a.i - b.i).slice(0, KG.ARROWS);
  const nodes = [...shown].sort((a, b) => a.i - b.i);
  const hidden = new Map();
  if (model.nodes.length <= 20000) for (const node of nodes) { const out = new Set(neighbours(node).filter((other) => !shown.has(other))).size; if (out) hidden.set(node, out); }
  return { nodes, bundles, arrows, passed, live, links, hidden, eligible: eligible.length, candidates: candidates.length };
};
