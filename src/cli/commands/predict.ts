import {
  predictAllFields,
  predictFields,
} from "../../../generated/instant-payments.v3/cli-fields.js";
import type { BankPrediction, Prediction, PredictAllParams, PredictParams } from "../../types.js";
import { money } from "../amounts.js";
import { UsageError } from "../cli-error.js";
import { clientOf } from "../client.js";
import type { Context } from "../context.js";
import { dateText } from "../dates.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { paramsOf } from "../params.js";
import { isLikely, resultText } from "../predictions.js";

interface Options extends GlobalOptions {
  readonly from?: string;
  readonly all?: boolean;
  readonly bankId?: string;
}

/** Tells whether a payer's bank, or which of all banks, is likely to let an amount through; if none, that is exit code 1. */
export async function run(context: Context, options: Options): Promise<number> {
  return options.all ? predictAll(context, options) : predictOne(context, options);
}

async function predictOne(context: Context, options: Options): Promise<number> {
  const params = await paramsOf<PredictParams>(context, predictFields, options);
  const client = await clientOf(context, options);
  const found = await client.payments.predict(params, { signal: context.signal });
  const { green, yellow } = context.style;
  context.printJson(found);
  const words = resultText(found.result, context.language);
  context.print((isLikely(found.result) ? green : yellow)(words));
  context.fields([
    [context.say({ en: "at most", es: "a lo más" }), most(context, found, params)],
    [
      context.say({ en: "to somebody new", es: "a alguien nuevo" }),
      mostToNew(context, found, params),
    ],
    [context.say({ en: "until", es: "hasta" }), dateText(context, found.cool_down_date)],
  ]);
  return isLikely(found.result) ? EXIT.ok : EXIT.failed;
}

async function predictAll(context: Context, options: Options): Promise<number> {
  if (options.bankId !== undefined) {
    throw new UsageError({
      en: "--all asks every bank: it takes no --bank-id",
      es: "--all pregunta a todos los bancos: no recibe --bank-id",
    });
  }
  const params = await paramsOf<PredictAllParams>(context, predictAllFields, options);
  const client = await clientOf(context, options);
  const found = await client.payments.predictAll(params, { signal: context.signal });
  context.printJson(found);
  context.table<BankPrediction>(found.banks, [
    { title: "ID", of: (bank) => bank.bank_id },
    { title: context.say({ en: "Bank", es: "Banco" }), of: (bank) => bank.name },
    {
      title: context.say({ en: "Result", es: "Resultado" }),
      of: (bank) => resultText(bank.result, context.language),
    },
    {
      title: context.say({ en: "At most", es: "A lo más" }),
      of: (bank) => most(context, bank, params),
      isRight: true,
    },
    {
      title: context.say({ en: "To somebody new", es: "A alguien nuevo" }),
      of: (bank) => mostToNew(context, bank, params),
      isRight: true,
    },
  ]);
  return found.banks.some(({ result }) => isLikely(result)) ? EXIT.ok : EXIT.failed;
}

function most(
  context: Context,
  { max_amount }: Pick<Prediction, "max_amount">,
  { currency }: Pick<PredictAllParams, "currency">,
): string {
  return money(context, max_amount, currency);
}

function mostToNew(
  context: Context,
  { new_destinatary_max_amount }: Pick<Prediction, "new_destinatary_max_amount">,
  { currency }: Pick<PredictAllParams, "currency">,
): string {
  return money(context, new_destinatary_max_amount, currency);
}
