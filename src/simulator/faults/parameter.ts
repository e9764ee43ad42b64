/** Between which numbers one must be, both included. */
export interface Range {
  readonly min: number;
  /** @defaultValue no end */
  readonly max?: number;
  readonly isWhole?: true;
}

/** One thing that a fault can be told: what it may be, and what it is when nothing is said. */
export type Parameter =
  | (Range & { readonly type: "number"; readonly default?: number })
  | (Range & { readonly type: "number"; readonly isRequired: true; readonly proposed: number })
  | { readonly type: "flag"; readonly default: boolean }
  | { readonly type: "text"; readonly default?: string }
  | { readonly type: "operation" | "api" };

/** The type of what a parameter is told. */
export type ValueOf<P> = P extends { readonly type: "number" }
  ? number
  : P extends { readonly type: "flag" }
    ? boolean
    : string;

/** What somebody may say of a table of parameters: the required ones, and any of the others. */
export type Told<Table> = {
  readonly [
    Name in keyof Table as Table[Name] extends { readonly isRequired: true } ? Name : never
  ]: ValueOf<Table[Name]>;
} & {
  readonly [
    Name in keyof Table as Table[Name] extends { readonly isRequired: true } ? never : Name
  ]?: ValueOf<Table[Name]>;
};

/** The same once defaults are filled in. */
export type Complete<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** Whether a number is one of a range. */
export function isWithin(value: number, { min, max = Number.POSITIVE_INFINITY }: Range): boolean {
  return value >= min && value <= max;
}

/** Whether a number is whole, or without end. */
export function isWhole(value: number): boolean {
  return Number.isInteger(value) || value === Number.POSITIVE_INFINITY;
}
