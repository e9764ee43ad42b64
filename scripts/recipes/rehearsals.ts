/** A change by hand, as the recipe's reader makes it: something new before something that is there. */
export interface Edit {
  readonly path: string;
  readonly before: string;
  readonly add: string;
}

/** A recipe that is followed, with something invented. */
export interface Rehearsal {
  /** As CONTRIBUTING.md calls it. */
  readonly recipe: string;
  readonly edits: readonly Edit[];
  /** After the edits of the documents. */
  readonly commands: string;
  /** The file whose edits, when they are forgotten, leave a tree that does not compile. */
  readonly forgotten: string;
}

const OPERATION = `  /v3/holidays:
    get:
      operationId: getHolidays
      responses:
        "200":
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/BanksResponse"
`;
const OPERATION_WORDS = `  - target: $.paths['/v3/holidays'].get
    update:
      tags: [Banks]
      summary: List the holidays
      description: Lists the banks that rest.
      responses:
        "200":
          description: The banks.
`;
const METHOD = `  /**
   * Lists the banks that rest.
   *
   * @throws {@link KhipuApiError} when Khipu refuses.
   * @see operation \`getHolidays\` in openapi/instant-payments.v3.yaml
   * @example
   * const { banks } = await khipu.banks.listHolidays();
   */
  listHolidays(options?: CallOptions): KhipuPromise<BankList> {
    return this.#http.call(getHolidays, options, () => ({}));
  }

`;
const METHOD_ROW = `  {
    name: "banks.listHolidays",
    operation: "getHolidays",
    http: "GET",
    path: "/v3/holidays",
    answer: fixture("banks"),
    call: (khipu, options) => khipu.banks.listHolidays(options),
  },
`;

const NOTIFICATION = `        subscriptionEnded:
          post:
            security: []
            requestBody:
              required: true
              content:
                application/json:
                  schema:
                    $ref: "#/components/schemas/SubscriptionCallback"
            responses:
              "200": {}
`;
const NOTIFICATION_WORDS = `  - target: $.webhooks.subscriptionEnded.post
    update:
      operationId: notifySubscriptionEnd
      x-khipu-operation-id: ours
      tags: [Callbacks]
      summary: The customer has ended the subscription
      description: Khipu posts this when nothing can be charged any more.
      responses:
        "200":
          description: The callback was received.
`;
const PARSER = `/**
 * Reads what Khipu posts when a subscription ends. It is **unsigned**: anybody can post one.
 *
 * @throws {@link KhipuNotificationError} when it is not JSON, or names no subscription.
 */
export function parseSubscriptionEnd(body: CallbackBody): SubscriptionCallback {
  const operation = "parseSubscriptionEnd";
  const callback = callbackFields<SubscriptionCallback>(body, operation);
  requireId(operation, "subscription_id", callback.subscription_id);
  // What decides was checked.
  return callback as SubscriptionCallback;
}

`;
const HANDLED = `    notifySubscriptionEnd: "src/webhooks/handlers/callbacks.ts#parseSubscriptionEnd",
`;

const GENERATE = "npm run generate && npm run spec:lock && npm run docs:coverage";

/** The recipes whose steps were once too few. */
export const REHEARSALS: readonly Rehearsal[] = [
  {
    recipe: "Add a method",
    commands: GENERATE,
    forgotten: "src/simulator/apis/instant-payments-v3.ts",
    edits: [
      { path: "openapi/instant-payments.v3.yaml", before: "  /v3/payments:\n", add: OPERATION },
      {
        path: "openapi/overlays/instant-payments.v3.words.yaml",
        before: "  - target: $.paths['/v3/payments'].post\n",
        add: OPERATION_WORDS,
      },
      {
        path: "src/resources/banks.ts",
        before: "import type { Http }",
        add: 'import { getHolidays } from "../../generated/instant-payments.v3/calls.js";\n',
      },
      {
        path: "src/resources/banks.ts",
        before: "  /**\n   * Lists the banks that can pay",
        add: METHOD,
      },
      {
        path: "src/simulator/apis/instant-payments-v3.ts",
        before: "    postPayment:",
        add: "    getHolidays: COMMON_HANDLERS.getBanks,\n\n",
      },
      {
        path: "test/simulator/operations.test.ts",
        before: "  postPayment:",
        add: '  getHolidays: () => ({ path: "/v3/holidays" }),\n',
      },
      {
        path: "test/support/methods.ts",
        before: '  {\n    name: "payments.create",\n',
        add: METHOD_ROW,
      },
    ],
  },
  {
    recipe: "Add a kind of notification",
    commands: GENERATE,
    forgotten: "src/webhooks/handlers/callbacks.ts",
    edits: [
      {
        path: "openapi/overlays/automatic-payments.v1.corrections.yaml",
        before: "        chargeFailed:\n",
        add: NOTIFICATION,
      },
      {
        path: "openapi/overlays/automatic-payments.v1.words.yaml",
        before: "  - target: $.webhooks.chargeFailed.post\n",
        add: NOTIFICATION_WORDS,
      },
      {
        path: "src/webhooks/handlers/callbacks.ts",
        before: "/** One word of printable characters",
        add: PARSER,
      },
      {
        path: "src/webhooks/handlers/index.ts",
        before: "export { confirmingHandler,",
        add: 'export { parseSubscriptionEnd } from "./callbacks.js";\n',
      },
      {
        path: "scripts/inspect/coverage.ts",
        before: "    notifyChargeFailed:",
        add: HANDLED,
      },
      {
        path: "test/public-api.test.ts",
        before: '    "signNotification",\n',
        add: '    "parseSubscriptionEnd",\n',
      },
    ],
  },
];
