import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { LOCK, type LockedSpec, lockSpec, readLock } from "../../scripts/spec/lock.js";
import { makeScratch, type Scratch } from "../../scripts/spec/scratch.js";
import { watch } from "../../scripts/spec/watch.js";
import { ROOT, SPECS } from "../../scripts/specs.js";

const TODAY = "2026-11-30";
const WORKFLOWS = join(ROOT, ".github/workflows");

let server: Server;
let scratch: Scratch;

/** A copy of the tree in which each document that has an address has one of this server, and was taken from it. */
beforeAll(async () => {
  server = createServer(({ url = "" }, answer) => {
    const id = url.slice(1);
    if (id === "instant-payments.v3") answer.writeHead(404).end();
    else answer.end(readFileSync(join(ROOT, "openapi", `${id}.yaml`)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  scratch = await makeScratch(ROOT);
  for (const spec of SPECS)
    lockSpec(scratch.root, spec, { how: "downloaded", taken: "2026-11-23" });
  const lock = Object.entries(readLock(scratch.root)).map(([id, one]): [string, LockedSpec] => {
    return [id, { ...one, url: one.url && `http://127.0.0.1:${port}/${id}` }];
  });
  writeFileSync(join(scratch.root, LOCK), JSON.stringify(Object.fromEntries(lock)));
}, 60_000);

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await scratch.remove();
});

describe("the watch", () => {
  test("goes on after a document that cannot be read, and fails at its end", async () => {
    const said: string[] = [];

    const { isGood, markdown } = await watch(scratch.root, TODAY, (line) => said.push(line));

    expect(isGood).toBe(false);
    expect(said).toEqual([
      expect.stringMatching(/^instant-payments\.v3: http:\S+ answered 404$/u),
      "automatic-payments.v1 has not changed since it was taken on 2026-11-23",
      "instant-payments.v2 has not changed since it was taken on 2026-11-23",
    ]);
    expect(markdown).toMatch(
      /^### instant-payments\.v3 could not be read\n\nhttp:\S+ answered 404\n$/u,
    );
  }, 60_000);

  test("tells of an address that was never right, and does not fail every week by it", async () => {
    const [v3] = SPECS;
    if (v3 !== undefined) lockSpec(scratch.root, v3, { how: "transcribed", taken: "2026-11-23" });

    const { isGood, markdown } = await watch(scratch.root, TODAY, () => undefined);

    expect(isGood).toBe(true);
    expect(markdown).toMatch(
      /^### instant-payments\.v3 could not be read\n\nhttp:\S+ answered 404; it was never read from there, so look whether the address is right\n$/u,
    );
  }, 60_000);

  test.each(readdirSync(WORKFLOWS))("uses actions by their hash only, as %s does", (name) => {
    const workflow = readFileSync(join(WORKFLOWS, name), "utf8");
    const used = [...workflow.matchAll(/uses: (\S+)/gu)].map(([, action]) => action);

    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40}$/u);
  });
});
