import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  KeyStatus,
  SettlementStore,
} from "../../../src/stores/types.js";
import { HomemadeStore } from "./homemade-store.js";

const later = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/** What people get wrong in stores, each with a check that has to find it. */
export const faults: readonly { fault: string; foundBy: string; store: () => SettlementStore }[] = [
  {
    fault: "asks first and claims later",
    foundBy: "gives one of fifty claims at once",
    store: () =>
      new (class extends HomemadeStore {
        override async claim(key: string, { leaseMs }: ClaimOptions): Promise<ClaimResult> {
          const { status } = await this.lookUp(key);
          return status === "free" ? this.grant(key, leaseMs) : { status };
        }
      })(),
  },
  {
    fault: "makes the others wait",
    foundBy: "answers busy at once while a claim is live",
    store: () =>
      new (class extends HomemadeStore {
        override async claim(key: string, options: ClaimOptions): Promise<ClaimResult> {
          if (this.statusOf(key).status === "busy") await later(200);
          return super.claim(key, options);
        }
      })(),
  },
  {
    fault: "never ends a lease",
    foundBy: "lets another claim once the lease has ended",
    store: () =>
      new (class extends HomemadeStore {
        protected override grant(key: string): ClaimResult {
          return super.grant(key, Number.POSITIVE_INFINITY);
        }
      })(),
  },
  {
    fault: "ends leases at once",
    foundBy: "answers busy at once while a claim is live",
    store: () =>
      new (class extends HomemadeStore {
        protected override grant(key: string): ClaimResult {
          return super.grant(key, 0);
        }
      })(),
  },
  {
    fault: "completes for whoever asks",
    foundBy: "lets nobody complete over a later holder",
    store: () =>
      new (class extends HomemadeStore {
        override complete(claim: HeldClaim): Promise<boolean> {
          const { token = claim.token } = this.entries.get(claim.key) ?? {};
          return super.complete({ ...claim, token });
        }
      })(),
  },
  {
    fault: "says it completed when it did not",
    foundBy: "lets nobody undo what a later holder has completed",
    store: () =>
      new (class extends HomemadeStore {
        override async complete(claim: HeldClaim): Promise<boolean> {
          await super.complete(claim);
          return true;
        }
      })(),
  },
  {
    fault: "refuses a late completion but marks it",
    foundBy: "says truly whether a late completion counts",
    store: () =>
      new (class extends HomemadeStore {
        override async complete(claim: HeldClaim): Promise<boolean> {
          const late = this.statusOf(claim.key).status === "free";
          return (await super.complete(claim)) && !late;
        }
      })(),
  },
  {
    fault: "releases for whoever asks",
    foundBy: "lets nobody release a later holder's claim",
    store: () =>
      new (class extends HomemadeStore {
        override release(claim: HeldClaim): Promise<void> {
          const { token = claim.token } = this.entries.get(claim.key) ?? {};
          return super.release({ ...claim, token });
        }
      })(),
  },
  {
    fault: "releases what is done",
    foundBy: "takes a second complete or release of a claim without harm",
    store: () =>
      new (class extends HomemadeStore {
        override release({ key }: HeldClaim): Promise<void> {
          this.entries.delete(key);
          return Promise.resolve();
        }
      })(),
  },
  {
    fault: "does not release",
    foundBy: "gives the key back when the work fails",
    store: () =>
      new (class extends HomemadeStore {
        override async release(): Promise<void> {
          await later();
        }
      })(),
  },
  {
    fault: "uses the key as the token",
    foundBy: "tells every claim of a key apart by its token",
    store: () =>
      new (class extends HomemadeStore {
        protected override newToken(): string {
          return "token";
        }
      })(),
  },
  {
    fault: "compares keys without case, as some databases do",
    foundBy: "keeps keys apart that look alike",
    store: () =>
      new (class extends HomemadeStore {
        protected override nameOf(key: string): string {
          return key.toLowerCase();
        }
      })(),
  },
  {
    fault: "answers busy for what is done",
    foundBy: "answers done once completed, and says since when",
    store: () =>
      new (class extends HomemadeStore {
        override async claim(key: string, options: ClaimOptions): Promise<ClaimResult> {
          const result = await super.claim(key, options);
          return result.status === "done" ? { status: "busy" } : result;
        }
      })(),
  },
  {
    fault: "tells the time in seconds",
    foundBy: "answers done once completed, and says since when",
    store: () =>
      new (class extends HomemadeStore {
        override async lookUp(key: string): Promise<KeyStatus> {
          const found = await super.lookUp(key);
          return found.status === "done" ? { ...found, doneAtMs: found.doneAtMs / 1000 } : found;
        }
      })(),
  },
  {
    fault: "purges whatever it is told",
    foundBy: "purges nothing that Khipu could still repeat",
    store: () =>
      new (class extends HomemadeStore {
        override purge(): Promise<number> {
          this.entries.clear();
          return Promise.resolve(0);
        }
      })(),
  },
];
