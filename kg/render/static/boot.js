"use strict";
/* Unpacks the data of the page, then runs it: JSON as it stands, or gzip in base64 where there is much of it. */
const KG = {};
KG.start = (main) => {
  const block = document.getElementById("data");
  const text = block.textContent;
  block.textContent = "";
  if (block.type === "application/json") { KG.data = JSON.parse(text); main(); return; }
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  new Response(stream).text().then((json) => { KG.data = JSON.parse(json); main(); });
};
