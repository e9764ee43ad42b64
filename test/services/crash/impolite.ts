import { setTimeout as sleep } from "node:timers/promises";

/** What an impolite shop can do with its transaction. */
export interface ShopHands<Tx> {
  /** Delivers the order through the transaction. */
  deliver(tx: Tx, order: string): unknown;
  /** Runs a text that begins or ends a transaction. */
  control(tx: Tx, sql: string): unknown;
  /** Reads past the transaction, over another connection. */
  lookBeside(order: string): unknown;
}

/** What a shop throws of its own accord. */
export class Impoliteness extends Error {}

type Manner = <Tx>(hands: ShopHands<Tx>, tx: Tx, order: string, timeoutMs: number) => unknown;

const chance = (probability: number): boolean => Math.random() < probability;

function polite<Tx>(hands: ShopHands<Tx>, tx: Tx, order: string): unknown {
  return hands.deliver(tx, order);
}

/** How the code of real shops behaves. All of it delivers an order once if it is settled once. */
const MANNERS: readonly Manner[] = [
  polite,

  /** One branch writes after the other has failed. */
  async function branches(hands, tx, order) {
    const writes = async (): Promise<void> => {
      await sleep(2 + Math.random() * 10);
      await hands.deliver(tx, order);
    };
    const fails = async (): Promise<void> => {
      const isFailing = chance(0.5);
      await sleep(Math.random() * 8);
      if (isFailing) throw new Impoliteness("a branch failed");
    };
    await Promise.all([writes(), fails()]);
  },

  /** Transactions inside: one is undone, one is kept, and sometimes all of it fails after that. */
  async function inner(hands, tx, order) {
    await hands.control(tx, "BEGIN");
    await hands.deliver(tx, order);
    await hands.control(tx, "ROLLBACK");
    await hands.control(tx, "begin -- again");
    await hands.deliver(tx, order);
    await hands.control(tx, "COMMIT;");
    if (chance(0.3)) throw new Impoliteness("failed after its own COMMIT");
  },

  /** Ends what it has not begun, and goes on as if nothing had happened. */
  async function ends(hands, tx, order) {
    await hands.deliver(tx, order);
    if (chance(0.6)) return;
    try {
      await hands.control(tx, "COMMIT");
    } catch {
      // The shop does not care.
    }
    await hands.deliver(tx, order);
  },

  /** Asks for a second connection while it holds the first. */
  async function beside(hands, tx, order) {
    await hands.lookBeside(order);
    await hands.deliver(tx, order);
    await hands.lookBeside(order);
  },

  /** Is late, listens to no signal, and writes again. */
  async function deaf(hands, tx, order, timeoutMs) {
    await hands.deliver(tx, order);
    if (chance(0.7)) return;
    await sleep(timeoutMs + 50);
    await hands.deliver(tx, order);
  },
];

/** How the shop behaves for this order: always the same way, so that each way is met by repetitions and kills. */
export function mannerOf(order: string): Manner {
  let sum = 0;
  for (const character of order) sum += character.charCodeAt(0);
  return MANNERS[sum % MANNERS.length] ?? polite;
}
