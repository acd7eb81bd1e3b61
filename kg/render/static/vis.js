/* The default renderer: vis-network, with the nodes, edges and options that pyvis wrote. */
KG.makeView = (container) => {
  const { data } = KG;
  const base = new Map(data.vis.nodes.map((node) => [node.id, node]));
  let nodes = null, edges = null, network = null;
  let drawn = { nodes: [], bundles: [] }, moving = false, fitted = true, size = "";
  const many = () => drawn.bundles.length > 350;

  const renderer = ({ ctx, id, x, y }) => {
    const node = KG.model.nodes[id], r = KG.radius(node);
    return { drawNode: () => KG.paintNode(ctx, node, x, y, r, KG.alpha(node)), nodeDimensions: { width: r * 2, height: r * 2 } };
  };
  const nodeItem = (node) => ({ ...base.get(node.i), id: node.i, x: node.x, y: node.y, size: KG.radius(node), shape: "custom", ctxRenderer: renderer, label: undefined });
  const DASH = { stated: false, denied: [9, 6], claimed: [2, 5], planned: [8, 4, 2, 4] };
  const edgeItem = (bundle) => {
    const colour = KG.toneColour(bundle.tone);
    return { id: bundle.i, from: bundle.source.i, to: bundle.target.i, width: many() ? bundle.width * 0.7 : bundle.width, smooth: many() ? false : data.vis.options.edges.smooth, arrows: { to: { enabled: true, scaleFactor: many() ? 0.3 : 0.55 } }, dashes: DASH[bundle.standing], selectionWidth: 1, hoverWidth: 0.6, color: { color: colour, highlight: colour, hover: colour, opacity: KG.edgeAlpha(bundle) * (many() ? 0.6 : 1) } };
  };
  const sync = (set, items) => {
    const ids = new Set(items.map((item) => item.id));
    const gone = set.getIds().filter((id) => !ids.has(id));
    if (gone.length) set.remove(gone);
    set.update(items);
  };
  const frame = () => {
    const { left, right, top, bottom } = KG.bounds();
    const width = container.clientWidth || 800, height = container.clientHeight || 600;
    const scale = Math.min(1.5, (width - Math.max(64, Math.min(150, width * 0.16))) / Math.max(right - left, 60), (height - 62) / Math.max(bottom - top, 60));
    return { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 + 7 / scale } };
  };
  const fit = () => {
    const { scale, position } = frame();
    KG.setBoost(scale);
    network.moveTo({ position, scale, animation: false });
    fitted = true;
  };
  const start = () => {
    nodes = new vis.DataSet(drawn.nodes.map(nodeItem));
    edges = new vis.DataSet(drawn.bundles.map(edgeItem));
    network = new vis.Network(container, { nodes, edges }, data.vis.options);
    size = `${container.clientWidth}x${container.clientHeight}`;
    listen();
  };
  const listen = () => {
  network.on("afterDrawing", () => {
    const scale = network.getScale();
    const spots = moving ? network.getPositions() : null;
    KG.paintLabels({
      project: (node) => network.canvasToDOM(spots ? spots[node.i] || node : node),
      reach: (node) => KG.radius(node) * scale,
      along: (bundle, share, a, b) => {
        const edge = network.body.edges[bundle.i];
        const point = edge && edge.edgeType && edge.edgeType.getPoint ? network.canvasToDOM(edge.edgeType.getPoint(share)) : null;
        return point || { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
      },
      budget: drawn.nodes.length <= 150 ? 150 : 110,
    });
  });
  const pickAt = (event) => {
    const node = event.nodes[0], edge = event.edges[0];
    if (node !== undefined) KG.pick({ node: KG.model.nodes[node] });
    else if (edge !== undefined) KG.pick({ bundle: drawn.bundles.find((bundle) => bundle.i === edge) });
    else KG.pick(null);
  };
  network.on("click", pickAt);
  network.on("doubleClick", (event) => { if (event.nodes.length) KG.expand(KG.model.nodes[event.nodes[0]]); });
  network.on("hoverNode", (event) => KG.hover(KG.model.nodes[event.node]));
  network.on("blurNode", () => KG.hover(null));
  network.on("dragEnd", (event) => {
    for (const id of event.nodes) { const at = network.getPosition(id); Object.assign(KG.model.nodes[id], { x: at.x, y: at.y, core: { x: at.x, y: at.y }, all: KG.model.nodes[id].all && { x: at.x, y: at.y } }); }
    if (!event.nodes.length) fitted = false;
  });
  network.on("zoom", () => { fitted = false; });

  };

  return {
    show: (next, wantsFit) => {
      drawn = next;
      if (wantsFit) KG.setBoost(frame().scale);
      if (network) { sync(nodes, next.nodes.map(nodeItem)); sync(edges, next.bundles.map(edgeItem)); } else start();
      if (wantsFit) fit(); else network.redraw();
    },
    style: (next) => { edges.update(next.bundles.map(edgeItem)); network.redraw(); },
    repaint: () => network.redraw(),
    fit,
    resize: () => {
      const now = `${container.clientWidth}x${container.clientHeight}`;
      if (!network || now === size) return;
      size = now;
      network.setSize("100%", "100%");
      if (fitted) fit();
      network.redraw();
    },
    zoom: (factor) => { fitted = false; network.moveTo({ scale: network.getScale() * factor, animation: false }); },
    centre: (node) => { fitted = false; network.moveTo({ position: { x: node.x, y: node.y }, scale: Math.max(network.getScale(), 0.9), animation: false }); },
    moving: () => moving,
    physics: (on) => {
      moving = on;
      if (!on) { const at = network.getPositions(); for (const node of drawn.nodes) if (at[node.i]) Object.assign(node, at[node.i]); }
      network.setOptions({ physics: on ? { ...data.vis.physics, enabled: true } : { enabled: false } });
    },
    at: (node) => network.canvasToDOM({ x: node.x, y: node.y }),
  };
};
