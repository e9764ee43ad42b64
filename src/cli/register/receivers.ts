import { type Command, Option } from "commander";
import type { Registrar } from "../command.js";
import { createReceiverFields } from "../../../generated/instant-payments.v3/cli-fields.js";
import { addFields } from "./add-fields.js";

/** Adds `receivers …`. */
export function registerReceivers(program: Command, registrar: Registrar): void {
  const said = {
    en: "create and list the receivers of an integrator",
    es: "crea y lista los cobradores de un integrador",
  };
  registrar.group(program, "receivers", said, (receivers) => {
    addCreate(receivers, registrar);
    addList(receivers, registrar);
  });
}

function addCreate(receivers: Command, registrar: Registrar): void {
  const create = registrar.command(
    receivers,
    "create",
    {
      en: "create a receiver; its secret is shown once",
      es: "crea un cobrador; su secreto se muestra una vez",
    },
    () => import("../commands/receivers-create.js"),
  );
  addFields(create, createReceiverFields, registrar).option(
    "--save <file>",
    registrar.say({
      en: "keep the credentials in a new file that only you can read, and do not show them",
      es: "guarda las credenciales en un archivo nuevo que sólo tú puedes leer, y no las muestra",
    }),
  );
}

function addList(receivers: Command, registrar: Registrar): void {
  const say = registrar.say.bind(registrar);
  registrar
    .command(
      receivers,
      "list",
      { en: "list the receivers", es: "lista los cobradores" },
      () => import("../commands/receivers-list.js"),
    )
    .option("--offset <number>", say({ en: "how many to skip", es: "cuántos saltar" }))
    .option("--max <number>", say({ en: "how many to show", es: "cuántos mostrar" }))
    .addOption(
      new Option("--sort <field>", say({ en: "by what", es: "según qué" })).choices([
        "id",
        "name",
        "date_created",
      ]),
    )
    .addOption(
      new Option("--order <order>", say({ en: "in which order", es: "en qué orden" })).choices([
        "asc",
        "desc",
      ]),
    );
}
