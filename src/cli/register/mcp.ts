import type { Command } from "commander";
import type { Registrar } from "../command.js";
import { addOptions } from "./add-options.js";
import type { OptionRow } from "./webhook-options.js";

const OPTIONS: readonly OptionRow[] = [
  {
    flags: "--allow-writes",
    said: {
      en: "let agents change a real account, each time after asking; with --max-amount",
      es: "deja que los agentes cambien una cuenta real, cada vez tras preguntar; con --max-amount",
    },
  },
  {
    flags: "--max-amount <ceiling>",
    said: {
      en: "the most that one change may move, e.g. CLP=50000; once for each currency",
      es: "lo más que puede mover un cambio, p. ej. CLP=50000; una vez por moneda",
    },
    isList: true,
  },
];

/** Adds `mcp`. */
export function registerMcp(program: Command, registrar: Registrar): void {
  const mcp = registrar.command(
    program,
    "mcp",
    {
      en: "serve agents over MCP (stdio): docs, payments, and a simulator when no account is set",
      es: "atiende a agentes por MCP (stdio): guías, cobros, y un simulador si no hay cuenta",
    },
    () => import("../commands/mcp.js"),
  );
  addOptions(mcp, OPTIONS, registrar);
}
