import type { Json } from "../generate/json.js";
import { type Change, type Difference, isSent, keyOf, type Place } from "./change.js";
import { SchemaComparison } from "./compare-schemas.js";
import type { Alternative, Comparable, Content, Operation } from "./operations.js";

/** Our document, as it was published and as the service behaves. */
export interface Ours {
  readonly published: Comparable;
  readonly corrected: Comparable;
}

/**
 * Every difference between what was published before and what is published now.
 *
 * A difference breaks something only if it also breaks what stands after our corrections: that an
 * answer may hold a new value is no harm where the corrections took the list of values away. A value that
 * is gone breaks whoever waits for it, whatever the corrections say: `isAwaited` knows.
 */
export function changesBetween(
  ours: Ours,
  theirs: Comparable,
  isAwaited: (value: string) => boolean,
): Change[] {
  const corrected = changesOf(ours.corrected, theirs).filter(({ isBreaking }) => isBreaking);
  const harmful = new Set(corrected.map(keyOf));
  return changesOf(ours.published, theirs).map((change) => ({
    ...change,
    isBreaking:
      (change.isBreaking && harmful.has(keyOf(change))) || change.gone?.some(isAwaited) === true,
  }));
}

function changesOf(ours: Comparable, theirs: Comparable): Change[] {
  const changes: Change[] = [];
  const schemas = (isSent: boolean) => new SchemaComparison(ours.document, theirs.document, isSent);
  const comparisons = { sent: schemas(true), received: schemas(false) };
  for (const isWebhook of [false, true]) {
    const [mine, other] = isWebhook
      ? [ours.webhooks, theirs.webhooks]
      : [ours.operations, theirs.operations];
    // Khipu publishes its notifications as text; that a document has none says nothing about them.
    if (isWebhook && other.size === 0) continue;
    for (const { key, before, after } of paired(mine, other, isWebhook, changes)) {
      const place = { operation: key, isWebhook };
      changes.push(...new OperationComparison(comparisons, place, before, after).changes());
    }
  }
  return [...serverChanges(documentPlace, ours.origins, theirs.origins), ...changes];
}

const documentPlace: Place = { operation: "", isWebhook: false, part: "operation", path: [] };

interface Pair {
  readonly key: string;
  readonly before: Operation;
  readonly after: Operation;
}

/** What both versions have; of the rest, a change is told. */
function paired(
  ours: ReadonlyMap<string, Operation>,
  theirs: ReadonlyMap<string, Operation>,
  isWebhook: boolean,
  changes: Change[],
): Pair[] {
  const pairs: Pair[] = [];
  const taken = new Set<string>();
  const tell = (operation: string, keyword: string, what: string, isBreaking: boolean) =>
    changes.push({ place: { ...documentPlace, operation, isWebhook }, keyword, what, isBreaking });
  for (const [key, before] of ours) {
    const same = theirs.has(key) ? key : movedTo(before, ours, theirs);
    const after = same === undefined ? undefined : theirs.get(same);
    if (same === undefined || after === undefined) {
      // Ours are known from text: a file that has others says nothing about them.
      if (!before.isOurs && !isWebhook) tell(key, "removed", "removed", true);
      continue;
    }
    taken.add(same);
    if (same !== key) tell(key, "path", `is now ${same}`, true);
    pairs.push({ key, before, after });
  }
  for (const [key, { id }] of theirs) {
    if (!taken.has(key)) tell(key, "added", id === undefined ? "added" : `added: ${id}`, false);
  }
  return pairs;
}

/** Where an operation that is not at its place stands now, by its id. */
function movedTo(
  mine: Operation,
  ours: ReadonlyMap<string, Operation>,
  theirs: ReadonlyMap<string, Operation>,
): string | undefined {
  if (mine.id === undefined || mine.isIdOurs) return undefined;
  return [...theirs].find(([key, { id }]) => id === mine.id && !ours.has(key))?.[0];
}

function serverChanges(place: Place, ours: readonly string[], theirs: readonly string[]): Change[] {
  // A document without servers leaves open where it is served.
  if (theirs.length === 0) return [];
  const tell = (origin: string, verb: "added" | "removed"): Change => ({
    ...{ place, keyword: `server ${origin}`, what: `server ${origin} ${verb}` },
    isBreaking: verb === "removed",
  });
  return [
    ...ours.filter((one) => !theirs.includes(one)).map((one) => tell(one, "removed")),
    ...theirs.filter((one) => !ours.includes(one)).map((one) => tell(one, "added")),
  ];
}

interface Comparisons {
  readonly sent: SchemaComparison;
  readonly received: SchemaComparison;
}

/** Compares an operation that both versions have. */
class OperationComparison {
  readonly #schemas: Comparisons;
  readonly #at: Pick<Place, "operation" | "isWebhook">;
  readonly #before: Operation;
  readonly #after: Operation;

  constructor(
    schemas: Comparisons,
    at: Pick<Place, "operation" | "isWebhook">,
    before: Operation,
    after: Operation,
  ) {
    this.#schemas = schemas;
    this.#at = at;
    this.#before = before;
    this.#after = after;
  }

  changes(): Change[] {
    const parameters = this.#place("parameters");
    return [
      ...this.#itself(),
      ...this.#schema(parameters, this.#before.parameters, this.#after.parameters),
      ...this.#content(this.#place("body"), this.#before.body, this.#after.body),
      ...this.#answers(),
    ];
  }

  #place(part: Place["part"], status?: string): Place {
    return { ...this.#at, part, path: [], ...(status !== undefined && { status }) };
  }

  #itself(): Change[] {
    const place = this.#place("operation");
    const [before, after] = [this.#before, this.#after];
    const tell = (keyword: string, what: string, isBreaking: boolean): Change[] => [
      { place, keyword, what, isBreaking },
    ];
    const isRenamed = before.id !== after.id && before.id !== undefined && after.id !== undefined;
    return [
      ...(isRenamed && !before.isIdOurs
        ? tell("operationId", `renamed: ${before.id} -> ${after.id}`, true)
        : []),
      ...(before.isDeprecated !== after.isDeprecated
        ? tell("deprecated", after.isDeprecated ? "deprecated" : "no longer deprecated", false)
        : []),
      ...(before.isBodyRequired !== after.isBodyRequired &&
      before.body.size > 0 &&
      after.body.size > 0
        ? tell(
            "required",
            after.isBodyRequired ? "body now required" : "body no longer required",
            after.isBodyRequired,
          )
        : []),
      ...(this.#at.isWebhook ? [] : this.#security(place)),
      ...serverChanges(place, before.origins, after.origins),
    ];
  }

  /** What we send must still be enough: one of their alternatives asks for nothing else. */
  #security(place: Place): Change[] {
    const [before, after] = [open(this.#before.security), open(this.#after.security)];
    if (says(before) === says(after)) return [];
    const isEnough = (ours: Alternative) =>
      after.some((theirs) => theirs.every((scheme) => ours.includes(scheme)));
    const what = `authorized by ${says(after)}, not by ${says(before)}`;
    return [{ place, keyword: "security", what, isBreaking: !before.every(isEnough) }];
  }

  #answers(): Change[] {
    const [before, after] = [this.#before, this.#after];
    const told = (status: string, keyword: "added" | "removed"): Change => ({
      ...{ place: this.#place("response", status), keyword, what: `answer ${keyword}` },
      isBreaking: keyword === "removed" && status.startsWith("2"),
    });
    const found: Change[] = [];
    for (const [status, content] of before.responses) {
      const next = after.responses.get(status);
      if (next === undefined) {
        found.push(told(status, "removed"));
        continue;
      }
      const place = this.#place("response", status);
      const [headers, now] = [before.headers.get(status) ?? {}, after.headers.get(status) ?? {}];
      found.push(...this.#content(place, content, next), ...this.#schema(place, headers, now));
    }
    const added = [...after.responses.keys()].filter((status) => !before.responses.has(status));
    return [...found, ...added.map((status) => told(status, "added"))];
  }

  #content(place: Place, before: Content, after: Content): Change[] {
    // An error's body is what nobody's types promise.
    const isPromised = (place.status ?? "2").startsWith("2");
    const told = (type: string, keyword: "added" | "removed"): Change => ({
      ...{ place, keyword: `${keyword} ${type}`, what: `${type} ${keyword}` },
      isBreaking: keyword === "removed" && isPromised,
    });
    const found: Change[] = [];
    for (const [type, schema] of before) {
      const next = after.get(type);
      if (next === undefined) found.push(told(type, "removed"));
      else found.push(...this.#schema(place, schema, next));
    }
    const added = [...after.keys()].filter((type) => !before.has(type));
    return [...found, ...added.map((type) => told(type, "added"))];
  }

  #schema(place: Place, before: Json, after: Json): Change[] {
    const comparison = isSent(place) ? this.#schemas.sent : this.#schemas.received;
    return comparison
      .differences(before, after)
      .map(({ path, ...rest }: Difference) => ({ ...rest, place: { ...place, path } }));
  }
}

/** Without any alternative, nothing is asked for. */
function open(security: readonly Alternative[]): readonly Alternative[] {
  return security.length === 0 ? [[]] : security;
}

function says(security: readonly Alternative[]): string {
  const all = security.map((one) => (one.length === 0 ? "nothing" : [...one].sort().join(" and ")));
  return all.sort().join(" or ");
}
