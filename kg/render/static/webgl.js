/* The renderer for big graphs: sigma.js on WebGL, with the same labels, colours and panel. */
KG.makeView = (container) => {
  let drawn = { nodes: [], bundles: [] }, sigma = null, scene = null, size = "";
  const many = () => drawn.bundles.length > 3000;  // then arrows are hairs: no head, no width, no click
  // Sigma adds translucent colours up to white, so they are mixed with the ground beforehand.
  const parts = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));
  const mixed = new Map();
  const mix = (hex, alpha) => {
    const key = hex + alpha.toFixed(2) + KG.dark();
    if (!mixed.has(key)) { const ground = parts(KG.css("--bg")); mixed.set(key, "#" + parts(hex).map((value, k) => Math.round(value * alpha + ground[k] * (1 - alpha)).toString(16).padStart(2, "0")).join("")); }
    return mixed.get(key);
  };
  const nodeStyle = (node) => ({ x: node.x, y: -node.y, size: Math.max(1, KG.radius(node) * 0.78), color: mix(KG.fill(node.type), KG.alpha(node)) });
  const edgeStyle = (bundle) => ({ size: many() ? 0.5 : Math.max(0.8, bundle.width * 0.7), color: mix(KG.toneColour(bundle.tone), KG.edgeAlpha(bundle) * (drawn.bundles.length > 30000 ? 0.22 : many() ? 0.4 : 0.8)), type: many() ? "hair" : "arrow" });
  const build = () => {
    scene = new graphology.Graph({ type: "directed", multi: false, allowSelfLoops: true });
    for (const node of drawn.nodes) scene.addNode(node.i, nodeStyle(node));
    for (const bundle of drawn.bundles) scene.addEdgeWithKey(bundle.i, bundle.source.i, bundle.target.i, edgeStyle(bundle));
  };
  const paint = () => {
    const painted = new Set();
    KG.paintLabels({
      project: (node) => sigma.graphToViewport({ x: node.x, y: -node.y }),
      reach: (node) => sigma.scaleSize(Math.max(1, KG.radius(node))),
      along: (bundle, share, a, b) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }),
      budget: 80,
    });
    // The labelled nodes get their shape and mark; the rest are dots of the right colour.
    const ctx = shapes.getContext("2d"), ratio = devicePixelRatio || 1;
    const width = container.clientWidth, height = container.clientHeight;
    if (shapes.width !== Math.round(width * ratio) || shapes.height !== Math.round(height * ratio)) { shapes.width = Math.round(width * ratio); shapes.height = Math.round(height * ratio); shapes.style.width = width + "px"; shapes.style.height = height + "px"; }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    for (const { id } of [...(KG.labels || [])].reverse()) {
      const node = KG.model.byId.get(id);
      if (painted.has(node)) continue;
      painted.add(node);
      const at = sigma.graphToViewport({ x: node.x, y: -node.y });
      KG.paintNode(ctx, node, at.x, at.y, Math.max(3.5, sigma.scaleSize(KG.radius(node))), KG.alpha(node));
    }
  };
  const shapes = KG.h("canvas", { class: "labels", "aria-hidden": "true" });
  const start = () => {
    sigma = new Sigma(scene, container, {
      renderLabels: false, renderEdgeLabels: false, defaultDrawNodeHover: () => {}, enableEdgeEvents: !many(), hideEdgesOnMove: drawn.bundles.length > 20000,
      minEdgeThickness: 0.5, stagePadding: 44, defaultEdgeType: "arrow",
      defaultNodeType: drawn.nodes.length > 3000 ? "point" : "circle",
      nodeProgramClasses: { point: Sigma.rendering.NodePointProgram, circle: Sigma.rendering.NodeCircleProgram },
      edgeProgramClasses: { hair: Sigma.rendering.EdgeLineProgram, arrow: Sigma.rendering.EdgeArrowProgram }, zIndex: false,
    });
    size = `${container.clientWidth}x${container.clientHeight}`;
    container.append(shapes);
    sigma.on("afterRender", paint);
    sigma.on("clickNode", ({ node }) => KG.pick({ node: KG.model.nodes[+node] }));
    sigma.on("clickEdge", ({ edge }) => KG.pick({ bundle: drawn.bundles.find((bundle) => bundle.i === +edge) }));
    sigma.on("clickStage", () => KG.pick(null));
    sigma.on("doubleClickNode", (event) => { event.preventSigmaDefault(); KG.expand(KG.model.nodes[+event.node]); });
    sigma.on("enterNode", ({ node }) => KG.hover(KG.model.nodes[+node]));
    sigma.on("leaveNode", () => KG.hover(null));
  };
  const centre = (node, ratio) => {
    const at = sigma.getNodeDisplayData(String(node.i));
    if (at) sigma.getCamera().setState({ x: at.x, y: at.y, ratio });
  };
  return {
    show: (next, wantsFit) => {
      drawn = next;
      build();
      const first = !sigma;
      if (first) start(); else { sigma.setSetting("enableEdgeEvents", !many()); sigma.setGraph(scene); }
      if (wantsFit && !first) sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    },
    style: () => {
      scene.updateEachNodeAttributes((id, attributes) => ({ ...attributes, ...nodeStyle(KG.model.nodes[+id]) }));
      const byKey = new Map(drawn.bundles.map((bundle) => [String(bundle.i), bundle]));
      scene.updateEachEdgeAttributes((id, attributes) => ({ ...attributes, ...edgeStyle(byKey.get(id)) }));
    },
    repaint: () => { if (sigma) paint(); },
    fit: () => sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    resize: () => {
      const now = `${container.clientWidth}x${container.clientHeight}`;
      if (!sigma || now === size) return;
      size = now;
      sigma.resize();
      sigma.scheduleRender();
    },
    zoom: (factor) => { const camera = sigma.getCamera(); camera.setState({ ratio: camera.ratio / factor }); },
    centre: (node) => centre(node, Math.min(sigma.getCamera().ratio, 0.25)),
    moving: () => false,
    at: (node) => sigma.graphToViewport({ x: node.x, y: -node.y }),
  };
};
