import { operations } from "../../../generated/openpay.v1/operations.js";
import type { OperationId } from "../../../generated/openpay.v1/operations.js";
import type { operations as Documented } from "../../../generated/openpay.v1/schema.js";
import { validators } from "../../../generated/openpay.v1/validators.js";
import type { Engine } from "../engine.js";
import type { CardRow } from "../openpay/card.js";
import { viewCard } from "../openpay/charge-view.js";
import { validateCharge } from "../openpay/flow.js";
import { openpayRefusal } from "../openpay/openpay-refusal.js";
import { listBanks } from "../payments/banks.js";
import { defineApi } from "./api.js";
import { authenticateByPrivateKey } from "./openpay-auth.js";

/** Openpay's charges. */
export const openpayV1 = defineApi<Pick<Documented, OperationId>>({
  name: "openpay.v1",
  basePath: "/openpay",
  operations,
  // By its own flow: of the ten that a charge can be, nine would complain.
  validators: { ...validators, createCharge: { ...validators.createCharge, body: validateCharge } },
  authenticate: authenticateByPrivateKey,
  refuse: openpayRefusal,
  handlers: {
    createToken: ({ engine, body }) => viewToken(engine.openpay.cards.store(body, false)),

    getToken: ({ engine, path }) => viewToken(engine.openpay.cards.token(path.token_id)),

    listTokenShares: ({ engine, path, body }) => {
      const { cards } = engine.openpay;
      return cards.offer(cards.find(path.token_id, "token"), body);
    },

    listCardShares: ({ engine, path, body }) => {
      const { cards } = engine.openpay;
      return cards.offer(cards.find(path.card_id, "card"), body);
    },

    createCharge: ({ engine, body }) => {
      const { charges } = engine.openpay;
      return charges.view(charges.create(body));
    },

    getCharge: ({ engine, path }) => view(engine, path.transaction_id),

    refundCharge: ({ engine, path, body }) => {
      const { charges, refunds } = engine.openpay;
      refunds.refund(charges.find(path.transaction_id), body ?? {});
      return view(engine, path.transaction_id);
    },

    listKhipuBanks: ({ engine }) => ({
      banks: listBanks(engine.url).map(({ bank_id, name, min_amount }) => ({
        ...{ bank_id, name },
        min_amount: Number(min_amount),
      })),
    }),
  },
});

function view(engine: Engine, id: string) {
  const { charges } = engine.openpay;
  return charges.view(charges.find(id));
}

function viewToken(row: CardRow) {
  return { id: row.id, card: viewCard(row) };
}
