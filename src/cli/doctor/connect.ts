import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

const TIMEOUT_MS = 10_000;

/** Opens and closes a connection, with TLS for https; resolves to the code of what went wrong, if anything did. */
export function tryConnecting(url: URL, signal: AbortSignal): Promise<string | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isTls = url.protocol === "https:";
  const port = Number(url.port) || (isTls ? 443 : 80);
  return new Promise((resolve) => {
    const socket: Socket = isTls
      ? connectTls({ host, port, servername: host })
      : connectTcp({ host, port });
    const end = (problem?: string) => {
      signal.removeEventListener("abort", stop);
      socket.destroy();
      resolve(problem);
    };
    const stop = () => end("ABORTED");
    signal.addEventListener("abort", stop, { once: true });
    socket.setTimeout(TIMEOUT_MS, () => end("ETIMEDOUT"));
    socket.on("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
    socket.once(isTls ? "secureConnect" : "connect", () => end());
  });
}
