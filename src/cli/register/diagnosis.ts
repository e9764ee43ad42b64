import type { Command } from "commander";
import type { Registrar } from "../command.js";

/** Adds `doctor`. */
export function registerDiagnosis(program: Command, registrar: Registrar): void {
  const say = registrar.say.bind(registrar);
  registrar
    .command(
      program,
      "doctor",
      {
        en: "check key, secret, network, clock and webhook, with a remedy for each",
        es: "revisa llave, secreto, red, reloj y webhook, con un remedio para cada uno",
      },
      () => import("../commands/doctor.js"),
    )
    .option(
      "--notify-url <url>",
      say({
        en: "a webhook to look at: a forged and a signed notification of a payment that does not exist are posted to it",
        es: "un webhook que revisar: se le envían una notificación falsa y una firmada de un cobro que no existe",
      }),
    )
    .option(
      "--live",
      say({
        en: "look also at what must be right before real money comes in: a real account, its id (KHIPU_RECEIVER_ID), Khipu's own address, a webhook",
        es: "revisa además lo que tiene que estar bien antes de recibir plata real: una cuenta real, su id (KHIPU_RECEIVER_ID), la dirección de Khipu mismo, un webhook",
      }),
    )
    .option(
      "--secret-file <file>",
      say({
        en: "a file that holds the secret that signs notifications (KHIPU_WEBHOOK_SECRET, KHIPU_WEBHOOK_SECRET_FILE)",
        es: "un archivo con el secreto que firma las notificaciones (KHIPU_WEBHOOK_SECRET, KHIPU_WEBHOOK_SECRET_FILE)",
      }),
    );
}
