import { type Command, Option } from "commander";
import type { Registrar } from "../command.js";
import { INIT, LISTEN, type OptionRow, SEND, SIMULATOR, VERIFY } from "./webhook-options.js";

/** Adds `simulator`, `webhooks …` and `init`. */
export function registerWebhooks(program: Command, registrar: Registrar): void {
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
  const said = {
    en: "receive, send and verify notifications",
    es: "recibe, envía y verifica notificaciones",
  };
  registrar.group(program, "webhooks", said, (webhooks) => {
    addMessages(webhooks, registrar);
  });
  const init = registrar.command(
    program,
    "init",
    {
      en: "write a webhook's route for your framework, after asking",
      es: "escribe la ruta de un webhook para tu framework, después de preguntar",
    },
    () => import("../commands/init.js"),
  );
  addOptions(init, INIT, registrar);
}

function addMessages(webhooks: Command, registrar: Registrar): void {
  const listen = registrar.command(
    webhooks,
    "listen",
    {
      en: "receive notifications, verify and print them, and forward them to your server",
      es: "recibe notificaciones, las verifica y muestra, y las reenvía a tu servidor",
    },
    () => import("../commands/webhooks-listen.js"),
  );
  addOptions(listen, LISTEN, registrar);
  const send = registrar.command(
    webhooks,
    "send",
    {
      en: "sign a notification and post it to your server",
      es: "firma una notificación y envíala a tu servidor",
    },
    () => import("../commands/webhooks-send.js"),
  );
  addOptions(send, SEND, registrar);
  const verify = registrar.command(
    webhooks,
    "verify",
    {
      en: "say whether a saved notification is genuine, and if not, what went wrong",
      es: "di si una notificación guardada es auténtica, y si no, qué salió mal",
    },
    () => import("../commands/webhooks-verify.js"),
  );
  addOptions(verify, VERIFY, registrar);
}

function addOptions(command: Command, rows: readonly OptionRow[], registrar: Registrar): void {
  for (const { flags, said, preset, choices, isList, isRequired = false } of rows) {
    const option = new Option(flags, registrar.say(said)).makeOptionMandatory(isRequired);
    if (preset !== undefined) option.default(preset);
    if (choices !== undefined) option.choices(choices.split(" "));
    if (isList) {
      option.argParser((value, before?: readonly string[]) => [...(before ?? []), value]);
    }
    command.addOption(option);
  }
}
