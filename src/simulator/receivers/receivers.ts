import type { CreateReceiverParams, ListReceiversParams } from "../../types.js";
import { unitsOf } from "../payments/money.js";
import type { Random } from "../random.js";
import { SimulatorError } from "../simulator-error.js";
import type { Store } from "../state/store.js";
import type { Table } from "../state/table.js";
import type { ReceiverRow, ReceiverSettings } from "./receiver.js";

const DEFAULT_WALLET = 1_000_000;
const ALL_PRIVILEGES = { integrator: true, confirm: true, refund: true, contract: true };

/** The receivers: the first one, whose key the simulator hands out, and those it created. */
export class Receivers {
  readonly #table: Table<ReceiverRow>;
  readonly #settings: ReceiverSettings;
  #first: ReceiverRow;
  #children: ReceiverRow[];

  constructor(store: Store, settings: ReceiverSettings, random: Random, nowMs: number) {
    this.#settings = settings;
    this.#table = store.table<ReceiverRow>("receivers", (row) => [row.apiKey]);
    const kept = [...this.#table.values()];
    this.#children = kept.filter((row) => row.parentId !== undefined);
    this.#first = goOn(
      firstReceiver(settings, random, nowMs),
      kept.find((row) => row.parentId === undefined),
    );
    this.#table.put(this.#first);
  }

  /** The receiver whose key the simulator hands out. */
  get first(): ReceiverRow {
    return this.#first;
  }

  get(id: number): ReceiverRow | undefined {
    return this.#table.get(id);
  }

  findByApiKey(apiKey: string): ReceiverRow | undefined {
    return this.#table.find(apiKey);
  }

  /** The receiver of a row of ours, which is always there. */
  of(row: { readonly receiverId: number }): ReceiverRow {
    const receiver = this.#table.get(row.receiverId);
    if (receiver === undefined) {
      throw new SimulatorError(`receiver ${String(row.receiverId)} is gone`);
    }
    return receiver;
  }

  /** Creates a receiver with credentials of its own under an integrator. */
  create(
    parent: ReceiverRow,
    params: CreateReceiverParams,
    random: Random,
    nowMs: number,
  ): ReceiverRow {
    const row: ReceiverRow = {
      id: this.#freeId(random),
      name: params.business_name,
      parentId: parent.id,
      apiKey: random.uuid(),
      secret: random.hex(40),
      email: params.admin_email,
      createdAt: nowMs,
      notifyUrl: params.notify_url ?? "",
      ...versionOf(parent),
      privileges: { integrator: false, confirm: true, refund: true, contract: true },
      walletUnits: 0,
    };
    this.#children.push(row);
    this.#table.put(row);
    return row;
  }

  /** One page of the receivers that the first one created, oldest first unless told otherwise. */
  list(page: ListReceiversParams): { rows: ReceiverRow[]; total: number } {
    const rows = [...this.#children];
    const direction = page.order === "desc" ? -1 : 1;
    const compare = COMPARE[page.sort ?? "date_created"];
    rows.sort((a, b) => direction * (compare(a, b) || a.id - b.id));
    const offset = page.offset ?? 0;
    return { rows: rows.slice(offset, offset + (page.max ?? rows.length)), total: rows.length };
  }

  /** Puts money into a refund wallet, or takes it out; in ten-thousandths. */
  changeWallet(receiver: ReceiverRow, units: number): void {
    receiver.walletUnits = (receiver.walletUnits ?? 0) + units;
    this.#table.put(receiver);
  }

  /** Keeps the first receiver alone, with its credentials and a wallet as at the start. */
  reset(): void {
    this.#children = [];
    this.#first = { ...this.#first, ...walletOf(this.#settings) };
    this.#table.put(this.#first);
  }

  #freeId(random: Random): number {
    for (;;) {
      const id = Number(random.digits(6));
      if (this.#table.get(id) === undefined) return id;
    }
  }
}

const COMPARE: Record<
  NonNullable<ListReceiversParams["sort"]>,
  (a: ReceiverRow, b: ReceiverRow) => number
> = {
  id: (a, b) => a.id - b.id,
  name: (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)),
  date_created: (a, b) => a.createdAt - b.createdAt,
};

function firstReceiver(settings: ReceiverSettings, random: Random, nowMs: number): ReceiverRow {
  return {
    id: Number(random.digits(6)),
    name: settings.name ?? "Cobrador de desarrollo",
    apiKey: random.uuid(),
    secret: random.hex(40),
    email: "cobrador@example.com",
    createdAt: nowMs,
    notifyUrl: settings.notifyUrl ?? "",
    ...versionOf(settings),
    ...(settings.currencies === undefined ? {} : { currencies: settings.currencies }),
    privileges: { ...ALL_PRIVILEGES, ...settings.privileges },
    ...walletOf(settings),
  };
}

/** Keeps who a receiver is and what it has from the last run; what it may do is as it is said now. */
function goOn(row: ReceiverRow, kept: ReceiverRow | undefined): ReceiverRow {
  if (kept === undefined) return row;
  const { id, apiKey, secret, createdAt, walletUnits } = kept;
  const hadWallet = row.walletUnits !== undefined && walletUnits !== undefined;
  return { ...row, id, apiKey, secret, createdAt, ...(hadWallet ? { walletUnits } : {}) };
}

function versionOf({ notifyApiVersion }: { readonly notifyApiVersion?: string }) {
  return notifyApiVersion === undefined ? {} : { notifyApiVersion };
}

function walletOf({ refundWallet = DEFAULT_WALLET }: ReceiverSettings): { walletUnits?: number } {
  if (refundWallet === false) return {};
  const walletUnits = unitsOf(refundWallet);
  if (walletUnits === undefined || walletUnits < 0) {
    throw new SimulatorError(
      `receiver.refundWallet is no amount of money: ${String(refundWallet)}`,
    );
  }
  return { walletUnits };
}
