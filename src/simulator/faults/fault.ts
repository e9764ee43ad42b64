/** Which requests a fault meets: those that fit everything named here; all API requests if nothing is. */
export interface RequestScope {
  /** Id of the operation in its document, e.g. `postPayment`. */
  readonly operation?: string;
  /** An API's name, e.g. `instant-payments.v3`. */
  readonly api?: string;
}

/** Which notifications a fault meets: all of them if nothing is named here. */
export interface NotificationScope {
  /** The payment (or subscription, or charge) that the notification tells of. */
  readonly about?: string;
}

/** How often a fault happens. */
export interface FaultFrequency {
  /** How many times it happens at most. @defaultValue 1, or without end when there is a `chance` */
  readonly times?: number;
  /** The probability that it happens, 0 to 1; drawn from the simulator's seed. @defaultValue 1 */
  readonly chance?: number;
}

/** Something that goes wrong with a request to an API. */
export type RequestFault = RequestScope &
  FaultFrequency &
  (
    | {
        /** The answer takes so much longer. Goes together with any other fault. */
        readonly kind: "latency";
        readonly delayMs: number;
      }
    | {
        /** 429; the request had no effect. */
        readonly kind: "rate-limit";
        /** What `Retry-After` says. @defaultValue 1 */
        readonly retryAfterSeconds?: number;
      }
    | {
        /** 500 with Khipu's error body. */
        readonly kind: "server-error";
        /** Whether the request was carried out all the same. @defaultValue false */
        readonly tookEffect?: boolean;
      }
    | {
        /** A page of HTML, as a machine in front of Khipu would answer. */
        readonly kind: "html";
        /** @defaultValue 502 */
        readonly status?: number;
        /** Whether the request was carried out all the same. @defaultValue false */
        readonly tookEffect?: boolean;
      }
    | {
        /** The answer breaks off in the middle of its body; the request was carried out. */
        readonly kind: "cut-body";
      }
    | {
        /** The connection is reset before any answer. */
        readonly kind: "reset";
        /** Whether the request was carried out all the same. @defaultValue false */
        readonly tookEffect?: boolean;
      }
  );

/** Something that goes wrong with a notification. */
export type NotificationFault = NotificationScope &
  FaultFrequency &
  (
    | {
        /** The first attempt is made so much later. */
        readonly kind: "late-notification";
        readonly delayMs: number;
      }
    | {
        /** The first attempt is made several times at once. */
        readonly kind: "duplicate-notification";
        /** @defaultValue 2 */
        readonly copies?: number;
      }
    | {
        /** The first attempt waits until the next notification was attempted. */
        readonly kind: "reordered-notification";
        /** How long it waits for a next one at most. @defaultValue 60000 */
        readonly atMostMs?: number;
      }
    | {
        /** An attempt is signed with a wrong secret. */
        readonly kind: "forged-notification";
      }
    | {
        /** It is never sent, unless it is resent by hand. */
        readonly kind: "lost-notification";
      }
  );

/** Something that goes wrong with a charge to a subscription. */
export type ChargeFault = FaultFrequency & {
  /** The charge is taken and fails when it should be made; its `error_response_url` is told. */
  readonly kind: "failed-charge";
  /** The subscription whose charges it meets. @defaultValue any */
  readonly about?: string;
  /** What `error_message` says. @defaultValue `"Sin fondos"` */
  readonly message?: string;
};

/** Something that goes wrong on purpose. */
export type Fault = RequestFault | NotificationFault | ChargeFault;

/** The name of a fault. */
export type FaultKind = Fault["kind"];

/** Whether a fault is one of notifications. */
export function isNotificationFault(fault: Fault): fault is NotificationFault {
  return fault.kind.endsWith("-notification");
}
