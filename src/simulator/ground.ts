import { Clock } from "./clock.js";
import { Events } from "./events.js";
import type { Settings } from "./options.js";
import { Random } from "./random.js";
import type { RandomState } from "./random.js";
import { Store } from "./state/store.js";
import type { Table } from "./state/table.js";

/** Where the clock and the ids stand. */
interface GroundRow {
  readonly id: "engine";
  readonly clockOffsetMs: number;
  readonly ids: RandomState;
}

/** What every part of the simulator stands on: time, chance, memory, and who listens. It knows no part. */
export class Ground {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly events = new Events();
  readonly store: Store;
  /** Draws ids, keys and tokens. */
  readonly ids: Random;
  /** Where the simulator is reached, without a slash at the end; known once it listens. */
  url = "";
  readonly #rows: Table<GroundRow>;

  constructor(settings: Settings) {
    this.settings = settings;
    this.clock = new Clock(settings.now);
    this.store = new Store(settings.dataFile);
    this.ids = new Random(settings.seed, "ids");
    this.#rows = this.store.table<GroundRow>("engine");
    const kept = this.#rows.get("engine");
    if (kept === undefined) return;
    this.clock.offsetMs = kept.clockOffsetMs;
    this.ids.state = kept.ids;
  }

  /** Writes down what has changed. To be called before anybody is told of it. */
  commit(): void {
    if (this.settings.dataFile === undefined) return;
    const { offsetMs } = this.clock;
    const last = this.#rows.get("engine");
    const isSame = last?.clockOffsetMs === offsetMs && last.ids.join() === this.ids.state.join();
    if (!isSame) this.#rows.put({ id: "engine", clockOffsetMs: offsetMs, ids: this.ids.state });
    this.store.commit();
  }
}
