import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { breakConnection, planRequest } from "../faults/request-faults.js";
import type { CompleteFault, RequestFault } from "../faults/fault.js";
import { listeningPort } from "./listening-port.js";
import { readBody } from "./read-body.js";
import { recordRequest } from "./recorded-request.js";
import type { RecordedRequest } from "./recorded-request.js";
import { Refusal } from "./refusal.js";
import { khipuRefusal } from "./reply.js";
import type { Exchange, Reply, Route } from "./reply.js";
import type { Router } from "./router.js";

/** What the server needs of the simulator around it. */
export interface ServerHost {
  readonly router: Router;
  faultsFor(api: string, operation: string): readonly CompleteFault<RequestFault>[];
  /** Waits on the simulator's clock. */
  wait(ms: number): Promise<void>;
  now(): number;
  /** Writes down what has changed; called before anybody is told of it. */
  commit(): void;
  recorded(request: RecordedRequest): void;
}

/** Answers HTTP with the routes of a router. */
export class SimulatorServer {
  readonly #host: ServerHost;
  readonly #server: Server;

  constructor(host: ServerHost) {
    this.#host = host;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** Starts to listen, and tells the port. */
  async listen(port: number, hostname: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, hostname, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    return listeningPort(this.#server);
  }

  /** Ends every connection, also those in use. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "GET";
    const target = request.url ?? "/";
    const at = target.indexOf("?");
    const path = at < 0 ? target : target.slice(0, at);
    const match = this.#host.router.match(method, path);
    if (match === undefined || !("route" in match)) {
      request.resume();
      send(response, method, khipuRefusal(noRoute(match?.allowed)));
      return;
    }
    const head = {
      method,
      target,
      path,
      query: new URLSearchParams(at < 0 ? "" : target.slice(at + 1)),
      headers: request.headers,
      params: match.params,
    };
    const { route } = match;
    const begunMs = performance.now();
    try {
      const exchange: Exchange = { ...head, rawBody: await readBody(request) };
      if (route.operation === undefined) {
        send(response, method, await this.#answer(route, exchange));
      } else {
        await this.#answerOperation(route, route.operation, { exchange, begunMs }, response);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, method, route.refuse(error));
    }
  }

  async #answerOperation(
    route: Route,
    operation: NonNullable<Route["operation"]>,
    { exchange, begunMs }: { readonly exchange: Exchange; readonly begunMs: number },
    response: ServerResponse,
  ): Promise<void> {
    const faults = this.#host.faultsFor(operation.api, operation.id);
    const plan = planRequest(faults);
    const answer = plan.carriedOut ? await this.#answer(route, exchange) : undefined;
    const ending = plan.end(answer, route);
    this.#host.recorded(
      recordRequest(operation, exchange, {
        status: ending.how === "reset" ? undefined : ending.reply.status,
        faults: faults.map((fault) => fault.kind),
        receivedAt: this.#host.now(),
        durationMs: performance.now() - begunMs + plan.delayMs,
      }),
    );
    if (plan.delayMs > 0) await this.#host.wait(plan.delayMs);
    if (ending.how === "answer") send(response, exchange.method, ending.reply);
    else breakConnection(ending, response);
  }

  async #answer(route: Route, exchange: Exchange): Promise<Reply> {
    try {
      return await route.answer(exchange);
    } catch (error) {
      if (error instanceof Refusal) return route.refuse(error);
      // A mistake of the simulator's own: told where it is seen, since nothing here writes to a console.
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return route.refuse(new Refusal(500, `The simulator failed: ${reason}`));
    } finally {
      this.#host.commit();
    }
  }
}

function noRoute(allowed: readonly string[] | undefined): Refusal {
  if (allowed === undefined) return new Refusal(404, "El recurso no existe");
  const allow = allowed.join(", ");
  return new Refusal(405, `Método no permitido, use ${allow}`, [], { allow });
}

function send(response: ServerResponse, method: string, reply: Reply): void {
  const { status, body } = reply;
  // Tells whoever wonders that this is not Khipu.
  const headers = { server: "khipu-simulator", ...reply.headers };
  if (typeof body === "function") {
    response.writeHead(status, headers);
    if (method === "HEAD") response.end();
    else body(response);
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(method === "HEAD" ? undefined : body);
}
