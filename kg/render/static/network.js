/* The network page: places nodes, paints labels that never lie on one another, and ties picture, panel and controls
   together. `KG.view`, one of two renderers, draws nodes and arrows. */
(() => {
  const { data, model } = KG;
  const container = document.getElementById("picture");
  const canvas = KG.h("canvas", { class: "labels", "aria-hidden": "true" });
  const TAU = 2 * Math.PI;
  let drawn = null, selected = null, hovered = null, near = null, boost = 1;

  /* ---- nodes ---- */
  KG.paintNode = (ctx, node, x, y, r, alpha = 1) => {
    const look = data.looks[node.type] || data.looks.Thing;
    const points = KG.outline(look.shape, r);
    const on = selected && (selected.node === node || (selected.bundle && (selected.bundle.source === node || selected.bundle.target === node)));
    ctx.save();
    ctx.globalAlpha = alpha;
    ctx.beginPath();
    if (points) points.forEach(([px, py], k) => (k ? ctx.lineTo(x + px, y + py) : ctx.moveTo(x + px, y + py))); else ctx.arc(x, y, r, 0, TAU);
    ctx.closePath();
    ctx.lineJoin = "round";
    const paper = KG.css("--bg");
    ctx.fillStyle = look.shape === "ring" ? paper : KG.fill(node.type);
    ctx.strokeStyle = on || hovered === node ? KG.css("--ink") : look.shape === "ring" ? KG.fill(node.type) : paper;
    ctx.lineWidth = on ? 3 : look.shape === "ring" ? Math.max(1.5, r * 0.3) : 1.5;
    ctx.stroke();
    ctx.fill();
    const mark = node.type === "Country" ? node.flag : node.mark;
    if (mark && r >= 8) {
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      const emoji = mark === node.flag;
      ctx.font = `${emoji ? 400 : 600} ${r * (emoji ? 1.42 : 0.78)}px ${data.font}`;
      ctx.fillStyle = KG.dark() ? "#12171b" : "#ffffff";
      ctx.fillText(mark, x, y + r * 0.06 + (look.shape === "triangle" ? r * 0.25 : look.shape === "triangleDown" ? -r * 0.2 : 0));
    }
    ctx.restore();
  };
  const colours = new Map();
  KG.css = (variable) => {
    const key = variable + KG.dark();
    if (!colours.has(key)) colours.set(key, getComputedStyle(document.documentElement).getPropertyValue(variable).trim());
    return colours.get(key);
  };
  KG.alpha = (node) => (near === null || near.has(node) ? 1 : 0.22);
  KG.edgeAlpha = (bundle) => (near === null ? (bundle.standing === "claimed" || bundle.standing === "planned" ? 0.75 : 0.8) : KG.touches(bundle) ? 1 : 0.1);
  KG.touches = (bundle) => selected && (selected.node ? bundle.source === selected.node || bundle.target === selected.node : selected.bundle && selected.bundle.i === bundle.i);
  KG.radius = (node) => (node.r * boost);

  /* ---- labels: the most important first, each where no other label lies ---- */
  const widths = new Map();
  const LABEL = 24;
  const cut = (text) => { const letters = Array.from(text); return letters.length > LABEL ? letters.slice(0, LABEL - 1).join("").trimEnd() + "…" : text; };
  const measure = (ctx, text) => { const key = ctx.font + text; if (!widths.has(key)) widths.set(key, ctx.measureText(text).width); return widths.get(key); };
  const free = (boxes, box) => !boxes.some((other) => box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h);
  /* `project` gives the middle of a node on the screen, `reach` its radius there, `along` the middle of an arrow. */
  KG.paintLabels = ({ project, reach, along, budget }) => {
    const ratio = devicePixelRatio || 1, width = container.clientWidth, height = container.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) { canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio); canvas.style.width = width + "px"; canvas.style.height = height + "px"; }
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    if (!drawn) return;
    const first = new Set([hovered, selected && selected.node, selected && selected.bundle && selected.bundle.source, selected && selected.bundle && selected.bundle.target].filter(Boolean));
    const order = [...first, ...drawn.nodes.filter((node) => !first.has(node) && near !== null && near.has(node)), ...drawn.nodes.filter((node) => !first.has(node) && (near === null || !near.has(node)))];
    const spots = new Map(), discs = [];
    let seen = 0;
    for (const node of order) {
      const at = project(node), r = reach(node);
      if (at.x < -60 || at.y < -40 || at.x > width + 60 || at.y > height + 40) continue;
      spots.set(node, { ...at, r });
      if (r > 3 && seen < 400) discs.push({ node, x: at.x - r * 0.9, y: at.y - r * 0.9, w: r * 1.8, h: r * 1.8 });
      seen += 1;
      if (seen > 3000) break;
    }
    // Nothing is written under the buttons of the view.
    const buttons = document.getElementById("zoom");
    const boxes = [{ x: buttons.offsetLeft, y: buttons.offsetTop, w: buttons.offsetWidth, h: buttons.offsetHeight }], placed = [];
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    for (const [node, { x, y, r }] of spots) {
      if (placed.length >= budget) break;
      const strong = first.has(node);
      ctx.font = `${strong ? 650 : 500} ${width < 600 ? 11 : 12}px ${data.font}`;
      const text = cut(node.label), w = measure(ctx, text) + 4, h = 15;
      const options = [{ x: x - w / 2, y: y + r + 2 }, { x: x + r + 3, y: y - h / 2 }, { x: x - w / 2, y: y - r - h - 1 }, { x: x - r - 3 - w, y: y - h / 2 },
        { x: x + r * 0.7, y: y - r - h * 0.7 }, { x: x - r * 0.7 - w, y: y - r - h * 0.7 }, { x: x + r * 0.7, y: y + r * 0.7 }, { x: x - r * 0.7 - w, y: y + r * 0.7 }, { x: x - w * 0.8, y: y + r + 2 }, { x: x - w * 0.2, y: y + r + 2 },
        ...(strong ? [{ x: Math.max(2, x - w / 2), y: y + r + 2 }, { x: Math.max(2, x - w / 2), y: y + r + 8 }, { x: Math.max(2, x - w / 2), y: y - r - h - 1 }, { x: x - w / 2, y: y - r - h - 14 }, { x: x - w / 2, y: y - r - h - 30 }, { x: x - w / 2, y: y + r + 18 }] : [])].map((spot) => ({ ...spot, w, h }));
      const within = (box) => box.x >= 0 && box.y >= 0 && box.x + w <= width && box.y + h <= height;
      const clear = (box, all = true) => free(boxes, box) && !discs.some((disc) => disc.node !== node && (all || near === null || near.has(disc.node)) && box.x < disc.x + disc.w && disc.x < box.x + w && box.y < disc.y + disc.h && disc.y < box.y + h);
      const box = options.find((option) => within(option) && clear(option)) || (strong ? options.find((option) => within(option) && clear(option, false)) : null) || (strong || (placed.length < 80 && (near === null || near.has(node))) ? options.find((option) => within(option) && free(boxes, option) && !discs.some((disc) => disc.node !== node && disc.w > 20 && !free([disc], option))) : null);
      if (!box) continue;
      boxes.push(box);
      placed.push({ node, text, box, strong, alpha: KG.alpha(node) });
      const more = drawn.hidden.get(node);
      if (more && (strong || r >= 9) && near === null && width >= 600) {
        const count = { text: `+${more}`, x: x + r * 0.85, y: y - r - 5, w: 20, h: 11 };
        if (free(boxes, count)) { boxes.push(count); placed[placed.length - 1].more = count; }
      }
    }
    // Labels of arrows take what room is left: those of the selection first, then the widest.
    const marks = [];
    const wanted = drawn.bundles.filter((bundle) => spots.has(bundle.source) && spots.has(bundle.target) && (near === null || KG.touches(bundle))).sort((a, b) => b.reports.length - a.reports.length || a.i - b.i).slice(0, 120);
    ctx.font = `400 11px ${data.font}`;
    for (const bundle of wanted) {
      const a = spots.get(bundle.source), b = spots.get(bundle.target);
      const text = bundle.parts.map(([words, others]) => cut(words) + (others ? ` +${others}` : "")).join(" · ") + (bundle.count > 1 ? ` ×${bundle.count}` : "");
      const w = measure(ctx, text) + 6, h = 14;
      if (near === null && Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r < w * 0.7) continue;
      for (const share of [0.5, 0.4, 0.62]) {
        const at = along(bundle, share, a, b);
        const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
        if (box.x < 0 || box.y < 0 || box.x + w > width || box.y + h > height || !free(boxes, box) || !free(discs, box)) continue;
        boxes.push(box);
        marks.push({ bundle, text, box });
        break;
      }
      if (marks.length > (near === null ? 46 : 70)) break;
    }
    const halo = KG.css("--bg");
    for (const { text, box, bundle } of marks) {
      ctx.globalAlpha = 0.9;
      ctx.fillStyle = halo;
      ctx.fillRect(box.x + 1, box.y + 1, box.w - 2, box.h - 2);
      ctx.globalAlpha = 1;
      ctx.fillStyle = bundle.tone === null || Math.abs(bundle.tone) < 0.05 ? KG.css("--soft") : KG.toneColour(bundle.tone);
      ctx.fillText(text, box.x + 3, box.y + 2);
    }
    for (const { text, box, strong, alpha, more } of placed) {
      ctx.globalAlpha = Math.max(alpha, 0.42);
      ctx.font = `${strong ? 650 : 500} ${width < 600 ? 11 : 12}px ${data.font}`;
      ctx.strokeStyle = halo;
      ctx.lineWidth = 3.5;
      ctx.strokeText(text, box.x + 2, box.y + 2);
      ctx.fillStyle = KG.css("--ink");
      ctx.fillText(text, box.x + 2, box.y + 2);
      if (more) {
        ctx.font = `500 10px ${data.font}`;
        ctx.fillStyle = KG.css("--soft");
        ctx.strokeText(more.text, more.x, more.y);
        ctx.fillText(more.text, more.x, more.y);
      }
    }
    ctx.globalAlpha = 1;
    KG.labels = placed.map(({ node, box }) => ({ id: node.id, ...box }));
    KG.edgeLabels = marks.map(({ bundle, box }) => ({ id: bundle.i, ...box }));
  };

  /* ---- places: as computed before the page opened; what is unfolded stands around what it hangs on ---- */
  const place = () => {
    const core = drawn.nodes.filter((node) => node.core);
    const spread = model.nodes.length && model.nodes[0].all !== null && drawn.nodes.length > core.length * 1.35;
    if (spread) { for (const node of drawn.nodes) { node.x = node.all.x; node.y = node.all.y; } return; }
    const taken = [];
    for (const node of core) { node.x = node.core.x; node.y = node.core.y; taken.push(node); }
    for (const node of drawn.nodes) {
      if (node.core) continue;
      const friend = node.bundles.map((bundle) => (bundle.source === node ? bundle.target : bundle.source)).find((other) => taken.includes(other));
      const start = friend || { x: 0, y: 0, r: 0 };
      const out = Math.atan2(start.y, start.x);
      let best = null;
      for (let turn = 0; turn < 90 && !best; turn += 1) {  // a spiral that sets out away from the middle
        const angle = out + 2.39996 * turn, distance = start.r + node.r + 46 + 5 * turn;
        const spot = { x: start.x + distance * Math.cos(angle), y: start.y + distance * 0.75 * Math.sin(angle) };
        if (taken.every((other) => Math.abs(other.x - spot.x) > 62 || Math.abs(other.y - spot.y) > 30 + other.r)) best = spot;
      }
      best = best || { x: start.x + 60 * Math.cos(out), y: start.y + 60 * Math.sin(out) };
      node.x = best.x;
      node.y = best.y;
      taken.push(node);
    }
  };
  KG.bounds = () => {
    const nodes = drawn && drawn.nodes.length ? drawn.nodes : [{ x: 0, y: 0, r: 10, label: "" }];
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (const node of nodes) { left = Math.min(left, node.x - node.r); right = Math.max(right, node.x + node.r); top = Math.min(top, node.y - node.r); bottom = Math.max(bottom, node.y + node.r); }
    return { left, right, top, bottom };
  };
  KG.setBoost = (scale) => { boost = Math.min(1.7, Math.max(1, 0.6 / scale)); };

  /* ---- selection ---- */
  const key = (one) => (!one ? null : one.node ? `node:${one.node.id}` : one.bundle ? `arrow:${one.bundle.source.id}→${one.bundle.target.id}` : one.report ? `report:${one.report.id}` : null);
  const unkey = (text) => {
    if (!text) return null;
    const rest = text.slice(text.indexOf(":") + 1);
    if (text.startsWith("node:")) return model.byId.has(rest) ? { node: model.byId.get(rest) } : null;
    if (text.startsWith("arrow:")) { const bundle = model.bundles.find((one) => `${one.source.id}→${one.target.id}` === rest); return bundle ? { bundle } : null; }
    const report = model.reports.find((one) => one.id === rest);
    return report ? { report } : null;
  };
  const around = () => {
    if (!selected) return null;
    if (selected.node) return new Set([selected.node, ...selected.node.bundles.filter((bundle) => drawn.bundles.some((one) => one.i === bundle.i)).map((bundle) => (bundle.source === selected.node ? bundle.target : bundle.source))]);
    if (selected.bundle) return new Set([selected.bundle.source, selected.bundle.target]);
    return selected.report ? new Set([selected.report.subject, selected.report.object].filter(Boolean)) : null;
  };
  const compute = KG.compute;
  KG.compute = () => {
    const found = compute();
    // What is selected is always drawn, however unimportant it is.
    const wanted = !selected ? [] : selected.node ? [selected.node] : selected.bundle ? [selected.bundle.source, selected.bundle.target] : [];
    const missing = wanted.filter((node) => !found.nodes.includes(node));
    if (missing.length) {
      found.nodes = [...found.nodes, ...missing].sort((a, b) => a.i - b.i);
      const shown = new Set(found.nodes), have = new Set(found.bundles.map((bundle) => bundle.i));
      for (const bundle of new Set(missing.flatMap((node) => node.bundles))) {
        const reports = bundle.reports.filter((report) => found.live[report.i]);
        if (!have.has(bundle.i) && shown.has(bundle.source) && shown.has(bundle.target) && reports.length) found.bundles.push({ ...bundle, reports, ...KG.bundleLook(reports) });
      }
    }
    return found;
  };
  KG.pick = (one, centre = false) => {
    selected = one;
    KG.state.selected = key(one);
    KG.write();
    const wanted = !one ? [] : one.node ? [one.node] : one.bundle ? [one.bundle.source, one.bundle.target] : [];
    if (wanted.some((node) => !drawn.nodes.includes(node))) KG.refresh(false); else { near = around(); KG.view.style(drawn); KG.panel.write(selected, drawn); }
    if (centre && one && one.node) KG.view.centre(one.node);
    if (one && one.node) KG.say(`${one.node.label}, ${(data.looks[one.node.type] || data.looks.Thing).name}, ${KG.plural(KG.count(one.node.reports), "report")}`);
    if (one && one.bundle) KG.say(`${one.bundle.source.label} to ${one.bundle.target.label}, ${KG.plural(KG.count(one.bundle.reports), "report")}`);
  };
  KG.hover = (node) => { if (node !== hovered) { hovered = node; KG.view.repaint(); container.style.cursor = node ? "pointer" : ""; } };
  KG.expand = (node) => KG.set({ expanded: KG.state.expanded.includes(node.id) ? KG.state.expanded.filter((id) => id !== node.id) : [...KG.state.expanded, node.id] });
  KG.refresh = (fit) => {
    drawn = KG.compute();
    KG.drawn = drawn;
    if (hovered && !drawn.nodes.includes(hovered)) hovered = null;  // no label of what is gone
    place();
    near = around();
    KG.view.show(drawn, fit);
    KG.controls.update(drawn);
    KG.panel.write(selected, drawn);
  };
  KG.reset = () => { selected = null; KG.state = KG.EMPTY(); KG.write(); KG.refresh(true); };
  KG.resized = () => requestAnimationFrame(() => KG.view.resize());

  /* ---- a picture to take away ---- */
  const save = () => {
    const out = KG.h("canvas", { width: canvas.width, height: canvas.height });
    const ctx = out.getContext("2d");
    ctx.fillStyle = KG.css("--bg");
    ctx.fillRect(0, 0, out.width, out.height);
    for (const layer of container.querySelectorAll("canvas")) if (layer.width && layer.height) ctx.drawImage(layer, 0, 0, out.width, out.height);
    const link = KG.h("a", { href: out.toDataURL("image/png"), download: "network.png" });
    link.click();
  };
  KG.extras = () => [
    ...(KG.view.physics ? [KG.h("button", { type: "button", class: "wide", "aria-pressed": String(KG.view.moving()), on: { click: (event) => { KG.view.physics(!KG.view.moving()); event.target.setAttribute("aria-pressed", String(KG.view.moving())); } } }, "Let it move")] : []),
  ];

  /* ---- zoom and keyboard ---- */
  const button = (sign, label, action) => KG.h("button", { type: "button", "aria-label": label, title: label, on: { click: action } }, sign);
  document.getElementById("zoom").append(button("+", "Zoom in", () => KG.view.zoom(1.35)), button("−", "Zoom out", () => KG.view.zoom(1 / 1.35)), button("⤢", "Show all", () => KG.view.fit()), button("⇩", "Save the picture as PNG", save));
  container.setAttribute("aria-label", "Network. Arrow keys go from actor to actor, Enter goes to the evidence, plus and minus zoom, zero shows all, Escape leaves the selection.");
  container.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (step) {
      event.preventDefault();
      const from = selected && selected.node;
      let best = null, least = Infinity;
      for (const node of drawn.nodes) {
        if (!from) { best = drawn.nodes[0]; break; }
        if (node === from) continue;
        const dx = node.x - from.x, dy = node.y - from.y, forward = dx * step[0] + dy * step[1], aside = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
        if (forward > 0 && aside <= forward * 1.5 && forward + 1.5 * aside < least) { least = forward + 1.5 * aside; best = node; }
      }
      if (best) KG.pick({ node: best });
    } else if (event.key === "Enter" && selected) document.getElementById("panel").focus();
    else if (event.key === "Escape") KG.pick(null);
    else if (event.key === "+" || event.key === "=") KG.view.zoom(1.35);
    else if (event.key === "-") KG.view.zoom(1 / 1.35);
    else if (event.key === "0") KG.view.fit();
  });

  /* ---- start ---- */
  KG.read();
  selected = unkey(KG.state.selected);
  KG.view = KG.makeView(container);
  KG.refresh(true);
  container.append(canvas);  // above the canvases of the renderer
  addEventListener("hashchange", () => { KG.read(); selected = unkey(KG.state.selected); KG.refresh(true); });
  new ResizeObserver(() => KG.view.resize()).observe(container);
  requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = String(Math.round(performance.now())); }));
})();
