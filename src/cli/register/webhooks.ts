import type { Command } from "commander";
import type { Registrar } from "../command.js";
import { addOptions } from "./add-options.js";
import { INIT, LISTEN, SEND, VERIFY } from "./webhook-options.js";

/** Adds `webhooks …` and `init`. */
export function registerWebhooks(program: Command, registrar: Registrar): void {
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
