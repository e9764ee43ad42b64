import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOCKET = ".s.PGSQL.5432";

/** A PostgreSQL address whose connections can be cut around the COMMIT. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts the next connection that commits: before the server hears of it, or after, without its answer. */
  cutAtCommit(when: "before" | "after"): void;
  close(): void;
}

/** Passes everything on to the server, until told to cut. */
export async function startCuttingProxy(postgresUrl: string): Promise<CuttingProxy> {
  const server = new URL(postgresUrl).searchParams.get("host") ?? "";
  const folder = mkdtempSync(join(tmpdir(), "khipu-proxy-"));
  let cut: "before" | "after" | undefined;
  const proxy = createServer((client) => {
    const upstream = connect(join(server, SOCKET));
    pipeQuietly(upstream, client);
    client.on("data", (bytes) => {
      const when = bytes.includes("COMMIT\0") ? cut : undefined;
      if (when) cut = undefined;
      if (when !== "before") upstream.write(bytes);
      if (when) client.destroy();
      if (when === "before") upstream.destroy();
      // `end` lets the server read what was sent, as when a network is lost behind a packet.
      if (when === "after") upstream.end();
    });
    client.on("error", () => undefined);
    client.on("close", () => upstream.end());
  });
  await new Promise<void>((resolve) => proxy.listen(join(folder, SOCKET), resolve));
  return {
    url: postgresUrl.replace(server, folder),
    cutAtCommit(when) {
      cut = when;
    },
    close() {
      proxy.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pipeQuietly(from: Socket, to: Socket): void {
  from.on("data", (bytes) => {
    if (!to.destroyed) to.write(bytes);
  });
  from.on("error", () => to.destroy());
  from.on("close", () => to.destroy());
}
