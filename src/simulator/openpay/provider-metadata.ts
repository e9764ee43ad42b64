import type { Random } from "../random.js";
import type { ChargeRow } from "./charge.js";

/** What a provider adds to the metadata of a charge that is paid. */
export function providerMetadata(row: ChargeRow, ids: Random): Record<string, string> {
  switch (row.provider) {
    case "transbank":
      return {
        transbank_buy_order: ids.name(20),
        // 3D Secure with Transbank is a Transacción Normal.
        ...(row.flow === "ThreeDSecureCharge" && { transbank_vci: "TSY" }),
      };
    case "travel_club":
      return { travelclub_buy_order: ids.name(20), travelclub_buying_id: ids.digits(4) };
    case "global_collect":
    case "adyen":
    case "khipu":
      return {};
  }
}
