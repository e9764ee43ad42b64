import { join } from "node:path";
import { run } from "../scripts/package/run.js";
import type { Peer } from "./peers.js";

/** Milliseconds in a fresh process, the least of all runs. */
export interface Startup {
  require?: number;
  import?: number;
  construct?: number;
}

type Way = keyof Startup;

/** How long each package takes to load, and to make a client; they take turns, so that a busy machine hits all alike. */
export function measureStartup(peers: readonly Peer[], runs: number): Map<Peer, Startup> {
  const best = new Map<Peer, Startup>(peers.map((peer) => [peer, {}]));
  for (let round = 0; round < runs; round++) {
    for (const [peer, least] of best) {
      for (const way of waysOf(peer)) {
        least[way] = Math.min(least[way] ?? Infinity, once(peer, way));
      }
    }
  }
  return best;
}

function waysOf({ construct }: Peer): Way[] {
  return construct ? ["require", "import", "construct"] : ["require", "import"];
}

/** Some peers are ES modules alone; Node 20 cannot require those. */
function once(peer: Peer, way: Way): number {
  const program = way === "require" ? requireProgram(peer) : importProgram(peer, way);
  const kind = way === "require" ? "commonjs" : "module";
  const said = run(peer.folder, process.execPath, `--input-type=${kind}`, "-e", program);
  return said.trim() === "" ? NaN : Number(said);
}

function requireProgram({ folder, module }: Peer): string {
  return `
    const load = require("node:module").createRequire(${JSON.stringify(join(folder, "x.cjs"))});
    const start = performance.now();
    try { load(${JSON.stringify(module)}); console.log(performance.now() - start); } catch {}`;
}

function importProgram({ module, construct }: Peer, way: Way): string {
  const name = JSON.stringify(module);
  return way === "import"
    ? `const start = performance.now(); await import(${name}); console.log(performance.now() - start);`
    : `const m = await import(${name}); const start = performance.now();
       ${construct ?? ""}; console.log(performance.now() - start);`;
}
