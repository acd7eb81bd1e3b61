/* The panel: what is said, in the words of the articles, by whom, and what speaks against it. */
KG.panel = (() => {
  const { h, name } = KG;
  const box = document.getElementById("panel");
  const PAGE = 25;

  const marked = (report) => {
    const kinds = ["subject", "relation", "object"];
    const marks = kinds.map((kind, k) => (report.spans && report.spans[k] ? { kind, start: report.spans[k][0], end: report.spans[k][1] } : null)).filter(Boolean);
    const cuts = [...new Set([0, report.sentence.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
    const parts = [];
    for (let k = 0; k + 1 < cuts.length; k += 1) {
      // Marks of Markdown belong to the file, not to the sentence; offsets are not touched, since this is a slice.
      const text = report.sentence.slice(cuts[k], cuts[k + 1]).replace(/\*\*/g, "").replace(/\\(?=[$*_#])/g, "");
      const inside = marks.filter((mark) => mark.start <= cuts[k] && mark.end >= cuts[k + 1]).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
      parts.push(inside ? h("mark", { class: inside.kind, title: { subject: "who", relation: "does what", object: "to whom" }[inside.kind] }, text) : text);
    }
    return h("blockquote", null, h("bdi", { lang: KG.data.lang }, parts));
  };
  const objectWords = (report) => (report.object ? report.object.label : report.words);
  const claim = (report) => h("p", { class: "claim" }, name(report.subject.label), h("span", { class: "rel", title: report.denied ? "reported as not so" : null }, " ", name(KG.relation(report)), " "), name(objectWords(report)));

  /* ---- texts to copy ---- */
  const citation = (report) => {
    const article = report.article;
    const who = report.claimants.length ? ` (according to ${report.claimants.map(([label]) => label).join(", as told by ")})` : "";
    const head = [article.outlet, article.title && `“${article.title}”`, article.date && KG.day(article.date)].filter(Boolean).join(", ") || KG.source(article);
    return `“${report.sentence}”${who} — ${head}${article.url ? `. ${article.url}` : ""} [confidence ${report.confidence.toFixed(2)}]`;
  };
  const literal = (text) => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t")}"`;
  const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|\\^`]/g, (character) => "%" + character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase())}>`;
  const turtle = (reports) => {
    const t = KG.data.terms;
    const lines = Object.entries(t.prefixes).map(([prefix, base]) => `@prefix ${prefix}: ${iri(base)} .`);
    for (const report of reports) {
      const says = [
        ["a", t.claim],
        [t.subject, iri(report.subject.iri)], [t.predicate, iri(report.relation.iri)],
        [t.object, report.object ? iri(report.object.iri) : literal(report.words) + "@en"],
        [t.polarity, report.denied ? t.negative : t.positive], [t.modality, t.modalities[report.modality] || literal(report.modality)],
        [t.confidence, `"${report.confidence}"^^xsd:decimal`],
        ...report.claimants.map(([label, id]) => [t.claimant, id !== null && KG.model.nodes[id].iri ? iri(KG.model.nodes[id].iri) : literal(label) + "@en"]),
        report.article.iri && [t.source, iri(report.article.iri)],
        [t.sentence, `[ ${t.words} ${literal(report.sentence)}@en ]`],
      ].filter((pair) => pair && pair[0] && pair[1] && pair[1] !== "<>");
      lines.push("", `${iri(report.iri)}\n    ${says.map((pair) => pair.join(" ")).join(" ;\n    ")} .`);
    }
    return lines.join("\n") + "\n";
  };
  const cell = (value) => {
    let text = value === null || value === undefined ? "" : String(value);
    if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;  // a spreadsheet would run it as a formula
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const csv = (reports) => [
    ["id", "subject", "relation", "object", "polarity", "modality", "claimed_by", "confidence", "event_type", "goldstein", "event_date", "place", "outlet", "title", "published", "url", "sentence"],
    ...reports.map((r) => [r.iri || r.id, r.subject.label, r.relation.label, objectWords(r), r.denied ? "negative" : "positive", r.modality, r.claimants.map(([label]) => label).join("; "), r.confidence, r.plover, r.goldstein, r.dated ? r.date : "", r.place, r.article.outlet, r.article.title, r.article.date, r.article.url, r.sentence]),
  ].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  const copy = async (text, what) => {
    try { await navigator.clipboard.writeText(text); KG.toast(`${what} copied`); return; } catch { /* not allowed in this frame: the older way */ }
    const area = h("textarea", { class: "hidden" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    KG.toast(done ? `${what} copied` : "This browser does not let the page copy");
  };
  const copies = (reports) => h("div", { class: "copy", role: "group", "aria-label": "Copy" },
    h("button", { type: "button", class: "quiet", on: { click: () => copy(reports.map(citation).join("\n\n"), "Citation") } }, "Copy citation"),
    h("button", { type: "button", class: "quiet", on: { click: () => copy(turtle(reports), "Turtle") } }, "Turtle"),
    h("button", { type: "button", class: "quiet", on: { click: () => copy(csv(reports), "CSV") } }, "CSV"));

  /* ---- one report ---- */
  const MODALITY = { asserted: null, intended: "planned or promised", possible: "possible", required: "called for as a duty", requested: "asked for", conditional: "on a condition" };
  const who = (report) => {
    if (!report.claimants.length) return h("p", { class: "who" }, h("b", null, report.denied ? "Reported as not so by: " : "Says: "), "the article itself", report.article.outlet ? [" (", name(report.article.outlet), ")"] : null);
    const names = report.claimants.flatMap(([label, id], k) => [k ? ", as told by " : "", id === null ? name(label) : h("button", { type: "button", class: "link", on: { click: () => KG.pick({ node: KG.model.nodes[id] }) } }, name(label))]);
    return h("p", { class: "who" }, h("b", null, report.denied ? "Denies or refuses it: " : "Says: "), names, report.article.outlet ? h("span", { class: "muted" }, " in ", name(report.article.outlet)) : null);
  };
  const source = (report) => {
    const article = report.article;
    const title = KG.source(article);
    return h("p", { class: "source" }, article.url ? KG.link(article.url, name(title)) : name(title), article.date ? ` · reported ${KG.day(article.date)}` : null,
      report.dated ? ` · event ${KG.day(report.date)}` : null, report.place ? [" · ", name(report.place)] : null);
  };
  const GENERIC = ["argument", "other", "circumstance", "extent"];  // roles that say little
  const detail = ([role, words]) => h("span", { class: "chip", title: `${role}: ${words}` }, `${role}: `, name(words));
  const chips = (report) => h("div", { class: "chips" },
    report.denied ? h("span", { class: "chip no" }, report.claimants.length ? "✕ denied by somebody" : "✕ reported as not so") : null,
    MODALITY[report.modality] ? h("span", { class: "chip maybe" }, MODALITY[report.modality]) : null,
    report.standing === "claimed" && report.claimants.length ? h("span", { class: "chip maybe" }, "claimed, not confirmed") : null,
    report.disagrees.length ? h("span", { class: "chip no" }, "disputed") : null,
    report.plover ? h("span", { class: "chip", title: "kind of event (PLOVER)" }, report.plover.toLowerCase()) : null,
    report.goldstein !== null && report.goldstein !== undefined ? h("span", { class: "chip", title: "Goldstein's scale, from −10 (conflict) to +10 (cooperation)" }, `${report.goldstein === 0 ? "neutral" : report.goldstein > 0 ? "cooperation" : "conflict"} ${report.goldstein > 0 ? "+" : ""}${report.goldstein} (Goldstein)`) : null,
    report.details.filter(([role]) => !GENERIC.includes(role)).map(detail),
    h("span", { class: "chip", title: "probability that a careful reader would agree" }, `confidence ${Math.round(report.confidence * 100)} %`),
    report.details.some(([role]) => GENERIC.includes(role)) ? h("details", { class: "more" }, h("summary", null, "more words of the sentence"), h("div", { class: "chips" }, report.details.filter(([role]) => GENERIC.includes(role)).map(detail))) : null);
  const card = (report, nested) => h("article", { class: "card", "data-report": report.id }, claim(report), marked(report), who(report), source(report), nested ? null : [
    chips(report),
    report.disagrees.length ? h("div", { class: "against" }, h("h4", null, "Against this"), report.disagrees.slice(0, 4).map((k) => card(KG.model.reports[k], true))) : null,
    report.agrees.length ? h("details", { class: "with" }, h("summary", null, `Also said by ${KG.plural(report.agrees.length, "other report")}`), report.agrees.slice(0, 6).map((k) => card(KG.model.reports[k], true))) : null,
    copies([report])]);
  const cards = (reports) => {
    const list = h("div", { class: "cards" });
    let next = 0;
    const more = h("button", { type: "button", on: { click: () => add() } });
    const add = () => {
      more.remove();
      list.append(...reports.slice(next, next + PAGE).map((report) => card(report)));
      next += PAGE;
      if (next < reports.length) { more.textContent = `Show ${Math.min(PAGE, reports.length - next)} more of ${reports.length - next}`; list.append(more); }
    };
    add();
    return list;
  };
  const ranked = (reports) => [...reports].sort((a, b) => (b.disagrees.length > 0) - (a.disagrees.length > 0) || b.confidence - a.confidence || a.i - b.i);

  /* ---- lists that lead on ---- */
  // The first of what is affirmed and the first of what is denied, so that no summary hides a denial.
  const several = (bundle) => {
    const chosen = bundle.parts.length > 1 ? bundle.parts.map(([words]) => words) : bundle.relations.slice(0, 2).map(([words]) => words);
    return chosen.join(", ") + (bundle.relations.length > chosen.length ? ` and ${bundle.relations.length - chosen.length} more` : "");
  };
  const arrowRow = (bundle, from) => {
    const other = from && bundle.source === from ? bundle.target : from ? bundle.source : null;
    const rel = h("span", { class: "rel" }, " ", name(several(bundle)), " ");
    const what = from ? (bundle.source === from ? [h("span", { class: "rel" }, "→"), rel, name(other.label)] : [h("span", { class: "rel" }, "← "), name(other.label), rel])
      : [name(bundle.source.label), rel, h("span", { class: "rel" }, "→ "), name(bundle.target.label)];
    return h("li", null, h("button", { type: "button", class: "pick", on: { click: () => KG.pick({ bundle }) } },
      h("span", { class: "what" }, h("span", { class: `swatch ${bundle.standing}`, colour: KG.toneColour(bundle.tone), role: "img", "aria-label": `${KG.toneWord(bundle.tone)}, ${bundle.standing}` }), what), h("span", { class: "count" }, KG.plural(bundle.count, "report"))));
  };
  const reportRow = (report) => h("li", null, h("button", { type: "button", class: "pick", on: { click: () => KG.pick({ report }) } },
    h("span", { class: "what" },
      report.claimants.length ? h("span", { class: "rel" }, name(report.claimants[0][0]), ": ") : null,
      name(report.subject.label), h("span", { class: "rel" }, " ", name(KG.relation(report)), " "), name(objectWords(report))),
    h("span", { class: "count" }, report.date ? KG.when(report) : report.article.outlet ? name(report.article.outlet) : "")));
  /* What happened: one row an event, however many reports tell of it. */
  const eventsOf = (reports) => {
    const events = new Map();
    for (const report of reports) if (report.plover) (events.get(report.event || report.id) || events.set(report.event || report.id, []).get(report.event || report.id)).push(report);
    return [...events.values()].map(ranked).sort((a, b) => b.length - a.length || a[0].denied - b[0].denied || (b[0].object !== null) - (a[0].object !== null) || b[0].confidence - a[0].confidence);
  };
  const eventRow = (reports) => {
    const look = KG.bundleLook(reports), first = KG.chief(reports), against = look.standing !== "denied" && reports.some((report) => report.denied);
    return h("li", null, h("button", { type: "button", class: "pick", on: { click: () => KG.pick(reports.length > 1 ? { event: reports, id: first.event } : { report: first }) } },
      h("span", { class: "what" }, h("span", { class: `swatch ${look.standing}`, colour: KG.toneColour(look.tone), role: "img", "aria-label": `${KG.toneWord(look.tone)}, ${look.standing}` }),
        look.standing !== "stated" && first.claimants.length ? h("span", { class: "rel" }, name(first.claimants[0][0]), ": ") : null,
        name(first.subject.label), h("span", { class: "rel" }, " ", name(KG.relation(first)), " "), name(objectWords(first)), against ? h("span", { class: "rel" }, " · ✕ also denied") : null),
      h("span", { class: "count" }, KG.plural(look.count, "report"))));
  };
  /* What happened apart from what is only planned, possible or denied. */
  const KINDS = [["What happened", (one) => ["stated", "claimed"].includes(KG.whose(one))], ["Planned or promised", (one) => KG.whose(one) === "planned"], ["Possible, asked for or on a condition", (one) => KG.whose(one) === "possible"], ["Denied or refused by somebody", (one) => KG.whose(one) === "denied"], ["Reported as not so", (one) => KG.whose(one) === "not"]];
  const happenings = (passed) => {
    const events = eventsOf(passed);
    return KINDS.map(([title, belongs]) => { const rows = events.filter((reports) => belongs(KG.chief(reports))); return section(title, rows.length, rows, eventRow, 12); });
  };
  const section = (title, count, rows, write, limit = 6) => {
    if (!rows.length) return null;
    const list = h("ul", { class: "list" }, rows.slice(0, limit).map(write));
    const more = rows.length > limit ? h("button", { type: "button", class: "quiet", on: { click: (event) => { list.append(...rows.slice(limit, limit + 60).map(write)); event.target.remove(); } } }, `Show ${Math.min(60, rows.length - limit)} more`) : null;
    return [h("h3", null, title, count === null ? null : h("small", null, count.toLocaleString("en"))), list, more];
  };
  const outlets = (reports) => new Set(reports.map((report) => report.article.outlet || report.article.id)).size;
  const summary = (reports) => `${KG.plural(KG.count(reports), "report")} from ${KG.plural(outlets(reports), "source")} · ${KG.range(reports)}`;
  const back = () => h("button", { type: "button", class: "quiet back", on: { click: () => KG.pick(null) } }, "← At a glance");
  const keymarks = () => h("p", { class: "keymarks" }, "Marked in each sentence: ", h("span", { class: "card" }, h("mark", { class: "subject" }, "who"), " ", h("mark", { class: "relation" }, "does what"), " ", h("mark", { class: "object" }, "to whom")));

  /* ---- who is central, who belongs together, what connects two ---- */
  const NO = "denied";
  const partners = (bundles) => {
    const met = new Map();
    const add = (node, other) => (met.get(node) || met.set(node, new Set()).get(node)).add(other);
    for (const bundle of bundles) if (bundle.standing !== NO) { add(bundle.source, bundle.target); add(bundle.target, bundle.source); }
    return met;
  };
  const connected = (drawn) => {
    const met = partners(drawn.bundles);
    const rows = [...met].sort((a, b) => b[1].size - a[1].size || a[0].i - b[0].i).slice(0, 20);
    return section("Most connected", null, rows, ([node, others]) => h("li", null, h("button", { type: "button", class: "pick", on: { click: () => KG.pick({ node }) } },
      h("span", { class: "what" }, name(node.label)), h("span", { class: "count" }, KG.plural(others.size, "partner")))), 5);
  };
  const together = (drawn) => {
    const members = new Map();
    for (const node of drawn.nodes) if (node.group !== null) (members.get(node.group) || members.set(node.group, []).get(node.group)).push(node);
    const rows = [...members.values()].filter((nodes) => nodes.length > 2).sort((a, b) => b.length - a.length || a[0].i - b[0].i);
    if (rows.length < 2) return null;
    return section("Who belongs together", rows.length, rows, (nodes) => h("li", { class: "group" }, nodes.slice(0, 5).map((node, k) => [k ? ", " : "", h("button", { type: "button", class: "link", on: { click: () => KG.pick({ node }) } }, name(node.label))]),
      nodes.length > 5 ? h("span", { class: "rel" }, ` and ${nodes.length - 5} more`) : null), 4);
  };
  /* The shortest chain of arrows, whichever way they point: over facts first, then over whatever is not denied. */
  const chain = (from, to, bundles) => {
    const next = new Map();
    const add = (node, bundle) => (next.get(node) || next.set(node, []).get(node)).push(bundle);
    for (const bundle of bundles) { add(bundle.source, bundle); add(bundle.target, bundle); }
    const came = new Map([[from, null]]);
    for (const node of came.keys()) {  // a Map is walked in the order of insertion, and through what is added meanwhile
      if (node === to) break;
      for (const bundle of next.get(node) || []) {
        const other = bundle.source === node ? bundle.target : bundle.source;
        if (!came.has(other)) came.set(other, [node, bundle]);
      }
    }
    if (!came.has(to)) return null;
    const steps = [];
    for (let at = to; came.get(at); at = came.get(at)[0]) steps.unshift(came.get(at)[1]);
    return steps;
  };
  const pathForm = (node, drawn) => {
    const answer = h("div", { role: "status" });
    const input = h("input", { type: "text", list: "actors", placeholder: "Path to …", "aria-label": `Find what connects ${node.label} with` });
    const find = (event) => {
      event.preventDefault();
      const wanted = input.value.trim().toLowerCase();
      if (!wanted) return;
      const other = KG.model.nodes.find((one) => one.label.toLowerCase() === wanted) || KG.model.nodes.find((one) => one.aliases.some((alias) => alias.toLowerCase() === wanted)) || KG.model.nodes.find((one) => one.label.toLowerCase().includes(wanted));
      const live = KG.model.bundles.map((bundle) => ({ ...bundle, reports: bundle.reports.filter((report) => drawn.live[report.i]) })).filter((bundle) => bundle.reports.length).map((bundle) => ({ ...bundle, ...KG.bundleLook(bundle.reports) }));
      const facts = other && chain(node, other, live.filter((bundle) => bundle.standing === "stated"));
      const steps = facts || (other && chain(node, other, live.filter((bundle) => bundle.standing !== NO)));
      answer.replaceChildren(...(!other ? [h("p", { class: "muted" }, "No actor of that name.")] : other === node ? [h("p", { class: "muted" }, "That is the same actor.")] : !steps ? [h("p", { class: "muted" }, "Nothing that passes the filters connects the two.")]
        : [h("p", { class: "muted" }, facts ? `${KG.plural(steps.length, "step")}, all stated by the articles` : `${KG.plural(steps.length, "step")}, in part only claimed, planned or possible`), h("ul", { class: "list" }, steps.map((bundle) => arrowRow(bundle)))]));
    };
    return h("form", { class: "path", on: { submit: find } }, input, h("button", { type: "submit" }, "Find"),
      h("datalist", { id: "actors" }, drawn.nodes.slice(0, 500).map((one) => h("option", { value: one.label }))), answer);
  };

  const glance = (drawn) => {
    const passed = drawn.passed;
    const disputed = passed.filter(KG.disputed);
    const denied = passed.filter((report) => KG.whose(report) === "denied"), negated = passed.filter((report) => KG.whose(report) === "not"), planned = eventsOf(passed.filter((report) => KG.whose(report) === "planned"));
    const bundles = [...drawn.bundles].sort((a, b) => b.reports.length - a.reports.length || a.i - b.i);
    const filtered = KG.filtering() > 0;
    const day = KG.state.from && KG.state.from === KG.state.to ? KG.state.from : null;
    return [
      h("h2", null, day ? `${passed.some((report) => report.dated) ? "On" : "Reported on"} ${KG.day(day)}` : filtered ? "What remains" : "At a glance"),
      h("p", { class: "lead" }, passed.length ? summary(passed) : "Nothing passes the filters."),
      passed.length ? null : h("div", { class: "actions" }, h("button", { type: "button", on: { click: () => KG.reset() } }, "Reset the filters")),
      filtered && passed.length ? happenings(passed) : null,
      filtered && passed.length ? section("Also said", passed.filter((report) => !report.plover).length, ranked(passed.filter((report) => !report.plover)), reportRow, 6) : null,
      section("Who does most to whom", null, bundles.slice(0, 40), (bundle) => arrowRow(bundle), 8),
      connected(drawn), together(drawn),
      filtered ? null : section("Disputed", disputed.length, ranked(disputed), reportRow) || [h("h3", null, "Disputed"), h("p", { class: "muted" }, "No contradiction was detected.")],
      filtered ? null : section("Planned or promised", planned.length, planned, eventRow),
      filtered ? null : section("Denied or refused by somebody", denied.length, ranked(denied), reportRow),
      filtered ? null : section("Reported as not so", negated.length, ranked(negated), reportRow),
      passed.length ? copies(passed) : null,
    ];
  };
  const ofBundle = (bundle, drawn) => {
    const live = bundle.reports;
    const reverse = drawn.bundles.find((other) => other.source === bundle.target && other.target === bundle.source);
    const groups = new Map();
    for (const report of ranked(live)) (groups.get(KG.relation(report)) || groups.set(KG.relation(report), []).get(KG.relation(report))).push(report);
    return [
      back(), h("h2", null, name(bundle.source.label), h("span", { class: "arrow", role: "img", "aria-label": "to" }, "→"), name(bundle.target.label)),
      h("p", { class: "lead" }, summary(live)),
      h("div", { class: "actions" },
        h("button", { type: "button", on: { click: () => KG.set({ focus: [bundle.source.id, bundle.target.id], hops: 1, expanded: [] }, true) } }, "Focus on this pair"),
        reverse ? h("button", { type: "button", on: { click: () => KG.pick({ bundle: reverse }) } }, `The other way (${reverse.count})`) : null),
      keymarks(),
      [...groups].sort((a, b) => a[1][0].denied - b[1][0].denied || (a[1][0].standing === "planned") - (b[1][0].standing === "planned") || b[1].length - a[1].length).map(([label, reports]) => [reports.length > 1 ? h("h3", null, name(label), h("small", null, reports.length)) : null, cards(reports)]),
      h("h3", null, "All of these"), copies(live),
    ];
  };
  const ofNode = (node, drawn) => {
    const live = node.reports.filter((report) => drawn.live[report.i]);
    const bundles = KG.model.bundles.filter((bundle) => bundle.source === node || bundle.target === node)
      .map((bundle) => ({ ...bundle, reports: bundle.reports.filter((report) => drawn.live[report.i]) })).filter((bundle) => bundle.reports.length)
      .map((bundle) => ({ ...bundle, ...KG.bundleLook(bundle.reports) })).sort((a, b) => b.reports.length - a.reports.length || a.i - b.i);
    const said = (KG.model.said.get(node.i) || []).filter((report) => drawn.live[report.i]);
    const alone = live.filter((report) => !report.object || report.object === report.subject);
    const hidden = drawn.hidden.get(node) || 0;
    const focused = KG.state.focus.includes(node.id);
    const expanded = KG.state.expanded.includes(node.id);
    return [
      back(), h("h2", null, node.flag ? node.flag + " " : "", name(node.label)),
      h("p", { class: "lead" }, (KG.data.looks[node.type] || KG.data.looks.Thing).name, node.aliases.length ? [" · also ", node.aliases.slice(0, 6).flatMap((alias, k) => [k ? ", " : "", name(alias)])] : null),
      h("p", { class: "lead" }, summary(live), /^Q\d+$/.test(node.wikidata || "") ? [" · ", KG.link(`https://www.wikidata.org/wiki/${node.wikidata}`, "Wikidata")] : null),
      h("div", { class: "actions" },
        hidden ? h("button", { type: "button", on: { click: () => KG.set({ expanded: [...KG.state.expanded, node.id] }) } }, `Show ${KG.plural(hidden, "hidden neighbour")}`) : null,
        expanded ? h("button", { type: "button", on: { click: () => KG.set({ expanded: KG.state.expanded.filter((id) => id !== node.id) }) } }, "Hide its minor neighbours") : null,
        h("button", { type: "button", "aria-pressed": String(focused), on: { click: () => KG.set({ focus: focused ? [] : [node.id], hops: 1, expanded: [] }, true) } }, focused ? "Leave focus" : "Focus on this"),
        KG.state.focus.length === 1 && !focused ? h("button", { type: "button", on: { click: () => KG.set({ focus: [KG.state.focus[0], node.id], expanded: [] }, true) } }, "Focus on the pair") : null),
      pathForm(node, drawn),
      section("Who and whom", bundles.length, bundles, (bundle) => arrowRow(bundle, node), 10),
      said.length ? section(`What ${node.label.slice(0, 40)} says`, said.length, ranked(said), reportRow, 6) : null,
      alone.length ? [h("h3", null, "Said of it alone", h("small", null, alone.length)), keymarks(), cards(ranked(alone))] : null,
      node.basis.length ? h("details", { class: "with" }, h("summary", null, "Why these names are one"), h("ul", null, node.basis.slice(0, 12).map((reason) => h("li", null, name(reason))))) : null,
      live.length ? [h("h3", null, "All of these"), copies(live)] : null,
    ];
  };
  const ofReport = (report) => [back(), h("h2", null, name(report.subject.label), h("span", { class: "arrow" }, "→"), name(objectWords(report))), keymarks(), card(report)];
  const ofEvent = (reports, place) => [
    back(), place ? h("h2", null, name(place)) : h("h2", null, name(KG.chief(reports).subject.label), " ", h("span", { class: "arrow" }, name(KG.relation(KG.chief(reports)))), " ", name(objectWords(KG.chief(reports)))),
    h("p", { class: "lead" }, summary(reports)), keymarks(), cards(ranked(reports)), h("h3", null, "All of these"), copies(reports),
  ];
  /* Every filter that is on, each with a way to take it off; they hold together. */
  const active = () => {
    const { state } = KG, relation = KG.data.relations.find((one) => one.id === state.relation);
    const listed = { types: "actors", said: "how it is said", modalities: "mood", families: "relations", plovers: "events", outlets: "outlets" };
    const chips = [
      state.text && [["“", name(state.text), "” in the sentence"], { text: null }],
      state.relation && [["relation “", name(relation ? relation.label : state.relation), "”"], { relation: null }],
      (state.from || state.to) && [[state.from && state.from === state.to ? KG.day(state.from) : `${state.from ? "from " + KG.day(state.from) : ""}${state.to ? " until " + KG.day(state.to) : ""}`.trim()], { from: null, to: null }],
      ...Object.entries(listed).map(([key, words]) => state[key] !== null && [[`${words}: ${state[key].length ? state[key].length <= 2 && key !== "families" ? state[key].map((value) => value.toLowerCase() || "none").join(", ") : `${state[key].length} chosen` : "none"}`], { [key]: null }]),
      state.disputed && [["only disputed"], { disputed: false }],
      state.confidence > 0 && [[`confidence ≥ ${Math.round(state.confidence * 100)} %`], { confidence: 0 }],
      state.focus.length && [["about ", name(state.focus.map((id) => KG.model.byId.get(id).label).join(" and "))], { focus: [], expanded: [] }],
    ].filter(Boolean);
    return chips.length ? h("div", { id: "active", role: "group", "aria-label": "Active filters" }, chips.map(([words, change]) => h("button", { type: "button", title: "Take this filter off", on: { click: () => KG.set(change, true) } }, words, " ✕"))) : null;
  };
  /* Write the panel for what is selected: {node}, {bundle}, {report}, {event: reports} or null. */
  const write = (selected, drawn) => {
    const live = selected && selected.bundle && (drawn.bundles.find((bundle) => bundle.i === selected.bundle.i) || selected.bundle);
    const content = !selected ? glance(drawn) : selected.node ? ofNode(selected.node, drawn) : live ? ofBundle(live, drawn) : selected.event ? ofEvent(selected.event, selected.place) : ofReport(selected.report);
    box.replaceChildren(...[active(), content].flat(Infinity).filter(Boolean));
    box.scrollTop = 0;
  };
  return { write, citation, turtle, csv };
})();
