import type { ServerResponse } from "node:http";
import { Refusal } from "../http/refusal.js";
import type { Reply, Route } from "../http/reply.js";
import type { CompleteFault, RequestFault } from "./fault.js";

/** A fault of a request as it was planned. */
type PlannedFault = CompleteFault<RequestFault>;

/** How a request ends: with an answer, or with a connection that breaks. */
export type Ending =
  | { readonly how: "answer"; readonly reply: Reply }
  | { readonly how: "cut"; readonly reply: Reply }
  | { readonly how: "reset" };

/** The faults of one request, sorted out. */
export interface RequestPlan {
  /** How long to wait before anything happens. */
  readonly delayMs: number;
  /** Whether the request is carried out. */
  readonly carriedOut: boolean;
  /** Makes the ending out of what would have been answered, if the request was carried out. */
  end(answer: Reply | undefined, route: Route): Ending;
}

/** Sorts out the faults of one request: latencies add up, of the others the first one counts. */
export function planRequest(faults: readonly PlannedFault[]): RequestPlan {
  let delayMs = 0;
  for (const fault of faults) if (fault.kind === "latency") delayMs += fault.delayMs;
  const breaking = faults.find((fault) => fault.kind !== "latency");
  return {
    delayMs,
    carriedOut: breaking === undefined || tookEffect(breaking),
    end: (answer, route) => endingOf(breaking, answer, route),
  };
}

/** Sends what comes of a request, or breaks its connection. */
export function breakConnection(ending: Ending, response: ServerResponse): void {
  if (ending.how !== "cut") {
    response.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = ending.reply;
  const bytes = typeof body === "function" ? Buffer.alloc(0) : Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  response.write(half, () => response.socket?.destroy());
}

function tookEffect(fault: PlannedFault): boolean {
  if (fault.kind === "cut-body") return true;
  return "tookEffect" in fault && fault.tookEffect;
}

function endingOf(
  fault: PlannedFault | undefined,
  answer: Reply | undefined,
  route: Route,
): Ending {
  switch (fault?.kind) {
    case "reset":
      return { how: "reset" };
    case "cut-body":
      return answer === undefined ? { how: "reset" } : { how: "cut", reply: answer };
    case "html":
      return { how: "answer", reply: htmlError(fault.status) };
    case "rate-limit":
      return { how: "answer", reply: route.refuse(tooManyRequests(fault.retryAfterSeconds)) };
    case "server-error":
      return { how: "answer", reply: route.refuse(serverError(fault.status)) };
    default:
      return { how: "answer", reply: answer ?? route.refuse(serverError(500)) };
  }
}

function serverError(status: number): Refusal {
  const isUnavailable = status === 503;
  return new Refusal(status, isUnavailable ? "Error de operación" : "Error interno del servidor");
}

function tooManyRequests(seconds: number): Refusal {
  return new Refusal(429, "Demasiadas solicitudes", [], { "retry-after": String(seconds) });
}

function htmlError(status: number): Reply {
  return {
    status,
    headers: { "content-type": "text/html" },
    body: `<html><head><title>${String(status)}</title></head><body><h1>${String(status)}</h1></body></html>`,
  };
}
