import type { Route } from "./reply.js";

/** What a router finds for a request: the route, the methods that would do, or nothing. */
export type Match =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly allowed: readonly string[] };

interface Node {
  readonly children: Map<string, Node>;
  /** The child that stands for any one segment. */
  any: Node | undefined;
  readonly routes: Map<string, Entry>;
}

interface Entry {
  readonly route: Route;
  /** Where in the path which parameter stands. */
  readonly names: readonly (readonly [at: number, name: string])[];
}

/** Finds routes segment by segment; a literal segment wins over `{name}`. */
export class Router {
  readonly #root: Node = emptyNode();

  constructor(routes: Iterable<Route>) {
    for (const route of routes) this.#add(route);
  }

  /** @returns `undefined` when no route has this path, or when the path is no valid percent-encoding. */
  match(method: string, path: string): Match | undefined {
    const segments = segmentsOf(path);
    const node = segments && find(this.#root, segments, 0);
    if (segments === undefined || node === undefined) return undefined;
    const entry =
      node.routes.get(method) ?? (method === "HEAD" ? node.routes.get("GET") : undefined);
    if (entry === undefined) return { allowed: [...node.routes.keys()] };
    const params: Record<string, string> = {};
    for (const [at, name] of entry.names) params[name] = segments[at] ?? "";
    return { route: entry.route, params };
  }

  #add(route: Route): void {
    let node = this.#root;
    const names: (readonly [number, string])[] = [];
    for (const [at, segment] of route.path.split("/").slice(1).entries()) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) {
        const child = node.children.get(segment) ?? emptyNode();
        node.children.set(segment, child);
        node = child;
      } else {
        names.push([at, name]);
        node = node.any ??= emptyNode();
      }
    }
    if (node.routes.has(route.method)) {
      throw new Error(`two routes answer ${route.method} ${route.path}`);
    }
    node.routes.set(route.method, { route, names });
  }
}

function emptyNode(): Node {
  return { children: new Map(), any: undefined, routes: new Map() };
}

function find(node: Node, segments: readonly string[], at: number): Node | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.routes.size > 0 ? node : undefined;
  const literal = node.children.get(segment);
  const found = literal && find(literal, segments, at + 1);
  if (found !== undefined || segment === "") return found;
  return node.any && find(node.any, segments, at + 1);
}

function segmentsOf(path: string): string[] | undefined {
  const segments = path.split("/").slice(1);
  if (!path.includes("%")) return segments;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
