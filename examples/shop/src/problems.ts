import type { Db } from "./database.js";

/** What a person has to look at, because no program can decide it. */
export type ProblemKind = "mismatch" | "paidTwice" | "outOfStock";

/** One field that is not as it should be. */
export interface Detail {
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
}

/** Something about a payment that a person has to look at. */
export interface Problem {
  readonly id: number;
  readonly kind: ProblemKind;
  readonly paymentId: string;
  readonly orderNumber: string;
  readonly details: readonly Detail[];
  readonly noticedAt: number;
  readonly lookedIntoAt: number | null;
}

type ProblemRow = Omit<Problem, "details"> & { readonly details: string };

/** Notes a problem; the same one of the same payment once, however often Khipu repeats itself. */
export function noteProblem(
  database: Db,
  problem: Pick<Problem, "kind" | "paymentId" | "orderNumber" | "details">,
): void {
  const { kind, paymentId, orderNumber, details } = problem;
  database
    .prepare<[string, string, string, string, number]>(
      `insert or ignore into problems (kind, payment_id, order_number, details, noticed_at)
       values (?, ?, ?, ?, ?)`,
    )
    .run(kind, paymentId, orderNumber, JSON.stringify(details), Date.now());
}

/** All problems, those that nobody has looked into first. */
export function listProblems(database: Db): Problem[] {
  const sql = `select id, kind, payment_id as paymentId, order_number as orderNumber, details,
      noticed_at as noticedAt, looked_into_at as lookedIntoAt
    from problems order by looked_into_at is not null, id desc limit 200`;
  // What noteProblem wrote.
  const rows = database.prepare<[], ProblemRow>(sql).all();
  return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as Detail[] }));
}

/** How many nobody has looked into. */
export function countProblems(database: Db): number {
  const sql = "select count(*) as open from problems where looked_into_at is null";
  return database.prepare<[], { open: number }>(sql).get()?.open ?? 0;
}

/** Puts a problem aside. */
export function settleProblem(database: Db, id: number): void {
  database
    .prepare<[number, number]>("update problems set looked_into_at = ? where id = ?")
    .run(Date.now(), id);
}
