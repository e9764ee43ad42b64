/** An ORM's way to run a transaction: it commits when `work` resolves, and rolls back when it rejects. */
export type RunTransaction<Tx> = (work: (tx: Tx) => Promise<void>) => PromiseLike<unknown>;

/** What is done last in a transaction. */
type Step = () => Promise<void>;

/** What the ORM is told to roll back with. */
const ROLL_BACK = new Error("the settlement is given up, and what it has written is rolled back");

/**
 * A transaction of an ORM's, turned inside out: it stays open until it is told how to end.
 *
 * The ORM wants a callback that does everything. Here the callback hands out the transaction, waits, and then runs the
 * last step.
 */
export class HeldTransaction<Tx> {
  readonly tx: Tx;
  /** Hands over the last step; only the first one counts. */
  readonly #runLast: (last: Step) => void;
  /** Settles as the ORM's transaction does. */
  readonly #over: Promise<unknown>;

  private constructor(tx: Tx, runLast: (last: Step) => void, over: Promise<unknown>) {
    this.tx = tx;
    this.#runLast = runLast;
    this.#over = over;
  }

  /** Begins a transaction, and resolves once it is open. */
  static async begin<Tx>(transaction: RunTransaction<Tx>): Promise<HeldTransaction<Tx>> {
    const [opened, open] = handOver<Tx>();
    const [last, runLast] = handOver<Step>();
    let calls = 0;
    const over = run(transaction, async (tx) => {
      calls += 1;
      if (calls > 1) throw new Error("transaction() must not run its callback a second time");
      open(tx);
      await (
        await last
      )();
    });
    const neverOpened = over.then(() => {
      throw new Error("transaction() ended without running its callback");
    });
    return new HeldTransaction(await Promise.race([opened, neverOpened]), runLast, over);
  }

  /**
   * Runs a last step inside, and commits; if the step rejects, rolls back.
   *
   * @throws what the step or the commit throws.
   */
  async end(last: Step = () => Promise.resolve()): Promise<void> {
    this.#runLast(last);
    await this.#over;
  }

  /** Rolls back, after a last look inside. A transaction that cannot be is lost with its connection. */
  async rollBack(look: Step = () => Promise.resolve()): Promise<void> {
    const last = async (): Promise<void> => {
      await look();
      throw ROLL_BACK;
    };
    await this.end(last).catch(() => undefined);
  }
}

/** A promise, and what resolves it. */
function handOver<T>(): readonly [Promise<T>, (value: T) => void] {
  let hand: (value: T) => void = () => undefined;
  const handed = new Promise<T>((resolve) => (hand = resolve));
  return [handed, hand];
}

/** What the ORM throws at once is a rejection too. */
async function run<Tx>(
  transaction: RunTransaction<Tx>,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await transaction(work);
}
