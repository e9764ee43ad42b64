// Compiled, never run: our own types say what the generated ones say.
import { expectTypeOf } from "expect-type";
import type { components } from "../../generated/openpay.v1/schema.js";
import type * as own from "../../src/openpay/types.js";

/** An object type as one list of fields, however it was put together. */
type Flat<T> = T extends (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [Field in keyof T]: Flat<T[Field]> }
    : T;

type Wire = components["schemas"];

expectTypeOf<Flat<own.CardChargeParams>>().toEqualTypeOf<Flat<Wire["CardCharge"]>>();
expectTypeOf<Flat<own.CardInstallmentsChargeParams>>().toEqualTypeOf<
  Flat<Wire["CardInstallmentsCharge"]>
>();
expectTypeOf<Flat<own.ThreeDSecureChargeParams>>().toEqualTypeOf<
  Flat<Wire["ThreeDSecureCharge"]>
>();
expectTypeOf<Flat<own.HostedPageChargeParams>>().toEqualTypeOf<Flat<Wire["HostedPageCharge"]>>();
expectTypeOf<Flat<own.TransbankChargeParams>>().toEqualTypeOf<
  Flat<Wire["RedirectTransbankCharge"]>
>();
expectTypeOf<Flat<own.TravelClubChargeParams>>().toEqualTypeOf<Flat<Wire["TravelClubCharge"]>>();
expectTypeOf<Flat<own.KhipuRedirectChargeParams>>().toEqualTypeOf<
  Flat<Wire["KhipuRedirectCharge"]>
>();
expectTypeOf<Flat<own.KhipuDirectChargeParams>>().toEqualTypeOf<Flat<Wire["KhipuDirectCharge"]>>();
expectTypeOf<Flat<own.KhipuTransferChargeParams>>().toEqualTypeOf<
  Flat<Wire["KhipuTransferCharge"]>
>();
expectTypeOf<Flat<own.KhipuEmailChargeParams>>().toEqualTypeOf<Flat<Wire["KhipuEmailCharge"]>>();
expectTypeOf<Flat<own.CreateChargeParams>>().toEqualTypeOf<Flat<Wire["ChargeRequest"]>>();
expectTypeOf<Flat<own.CreateTokenParams>>().toEqualTypeOf<Flat<Wire["TokenRequest"]>>();
expectTypeOf<Flat<own.Token>>().toEqualTypeOf<Flat<Wire["Token"]>>();
expectTypeOf<Flat<own.ListSharesParams>>().toEqualTypeOf<Flat<Wire["SharesRequest"]>>();
expectTypeOf<Flat<own.Shares>>().toEqualTypeOf<Flat<Wire["Shares"]>>();
expectTypeOf<Flat<own.Charge>>().toEqualTypeOf<Flat<Wire["Charge"]>>();
expectTypeOf<Flat<own.ChargeRefund>>().toEqualTypeOf<Flat<Wire["Refund"]>>();
expectTypeOf<Flat<own.RefundChargeParams>>().toEqualTypeOf<Flat<Wire["RefundRequest"]>>();
expectTypeOf<Flat<own.KhipuBankList>>().toEqualTypeOf<Flat<Wire["KhipuBanks"]>>();
expectTypeOf<Flat<own.ChargeEvent>>().toEqualTypeOf<Flat<Wire["ChargeEvent"]>>();
expectTypeOf<Flat<own.VerificationEvent>>().toEqualTypeOf<Flat<Wire["VerificationEvent"]>>();

// How `openpayErrorOf` gives an error: always there, and its numbers as numbers.
expectTypeOf<own.OpenpayError["category"]>().toEqualTypeOf<Wire["OpenpayError"]["category"]>();
expectTypeOf<Wire["OpenpayError"]["error_code"]>().toExtend<own.OpenpayError["error_code"]>();
