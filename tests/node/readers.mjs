// Programs by others that read what we write; one start for many files.
//
//   node readers.mjs n3 OUT FILE…            writes what n3 reads of each file to OUT/FILE.nq
//   node readers.mjs comunica OUT FILE…      the same with Comunica
//   node readers.mjs ask OUT SOURCE QUERY…   writes Comunica's answers about a file or endpoint to OUT/QUERY.json
//   node readers.mjs network FILE…           prints nodes and edges that graphology reads of GEXF and GraphML
//   node readers.mjs validate DATA SHAPES    prints how often DATA breaks what of SHAPES is SHACL Core

import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Parser, Store, Writer } from "n3";

const write = (out, file, quads) =>
  writeFileSync(join(out, `${basename(file)}.nq`), new Writer({ format: "N-Quads" }).quadsToString(quads));
const parse = (file) => new Parser().parse(readFileSync(file, "utf8"));

async function comunica() {
  const { QueryEngine } = await import("@comunica/query-sparql-file");
  return new QueryEngine();
}

const tasks = {
  async n3(out, ...files) {
    for (const file of files) write(out, file, parse(file));
  },

  async comunica(out, ...files) {
    const engine = await comunica();
    for (const file of files) {
      const quads = await engine.queryQuads("CONSTRUCT WHERE { ?s ?p ?o }", { sources: [{ type: "file", value: file }] });
      write(out, file, await quads.toArray());
    }
  },

  async ask(out, source, ...queries) {
    const engine = await comunica();
    const type = source.startsWith("http") ? "sparql" : "file";
    for (const query of queries) {
      const answer = await engine.query(readFileSync(query, "utf8"), { sources: [{ type, value: source }] });
      const { data } = await engine.resultToString(answer, "application/sparql-results+json");
      let text = "";
      for await (const part of data) text += part;
      writeFileSync(join(out, `${basename(query)}.json`), text);
    }
  },

  async network(...files) {
    const { default: graphology } = await import("graphology");
    const { default: gexf } = await import("graphology-gexf/node/index.js");
    const { default: graphml } = await import("graphology-graphml/node/index.js");
    for (const file of files) {
      const read = file.endsWith(".gexf") ? gexf : graphml;
      const graph = read.parse(graphology.MultiDirectedGraph, readFileSync(file, "utf8"));
      console.log(JSON.stringify(graph.export()));
    }
  },

  async validate(data, shapes) {
    const { default: Validator } = await import("rdf-validate-shacl");
    const core = parse(shapes).filter((quad) => quad.predicate.value !== "http://www.w3.org/ns/shacl#sparql"); 
    const report = await new Validator(new Store(core)).validate(new Store(parse(data)));
    console.log(report.results.length);
  },
};

await tasks[process.argv[2]](...process.argv.slice(3));
