import type { Command } from "commander";
import type { Registrar } from "../command.js";
import type { Said } from "../language.js";
import { type Act, ACTS } from "../simulator/remote.js";
import { addOptions } from "./add-options.js";
import { SIMULATOR } from "./webhook-options.js";

const DOES: Readonly<Record<Act, Said>> = {
  pay: {
    en: "pay a payment of a running simulator, and notify its merchant",
    es: "paga un cobro de un simulador que está corriendo, y notifica a su comercio",
  },
  reject: {
    en: "let the payer reject a payment of a running simulator",
    es: "hace que el pagador rechace un cobro de un simulador que está corriendo",
  },
  verify: {
    en: "leave a payment of a running simulator verifying: paid, the money not found yet",
    es: "deja en verificación un cobro de un simulador que está corriendo: pagado, sin encontrar la plata",
  },
  expire: {
    en: "let a payment of a running simulator expire now",
    es: "hace vencer ahora un cobro de un simulador que está corriendo",
  },
};

/** Adds `simulator`, which runs one, and `simulator pay …`, which acts on one that runs. */
export function registerSimulator(program: Command, registrar: Registrar): void {
  const simulator = registrar.command(
    program,
    "simulator",
    {
      en: "run Khipu on this machine: APIs, payer's pages, dashboard",
      es: "corre Khipu en esta máquina: APIs, páginas de pago, panel",
    },
    () => import("../commands/simulator.js"),
  );
  addOptions(simulator, SIMULATOR, registrar);
  for (const act of ACTS) {
    registrar.command(simulator, `${act} <payment-id>`, DOES[act], async () => {
      const { acting } = await import("../commands/simulator-act.js");
      return { run: acting(act) };
    });
  }
}
