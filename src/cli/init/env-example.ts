import type { Said } from "../language.js";

/** Variables that an example of an environment should name. */
const VARIABLES: readonly (readonly [string, Said])[] = [
  ["KHIPU_API_KEY", { en: "the API key of the receiver", es: "la llave de API del cobrador" }],
  [
    "KHIPU_WEBHOOK_SECRET",
    {
      en: "the receiver's secret, 40 hex digits; not the API key",
      es: "el secreto del cobrador, 40 dígitos hexadecimales; no es la llave de API",
    },
  ],
];

/** The lines that an example lacks; nothing if it names all of them. */
export function missingLines(existing: string, say: (said: Said) => string): string {
  const missing = VARIABLES.filter(
    ([name]) => !new RegExp(`^\\s*(?:#\\s*)?(?:export\\s+)?${name}\\s*=`, "m").test(existing),
  );
  if (missing.length === 0) return "";
  const isOpen = existing !== "" && !existing.endsWith("\n");
  const lines = missing.map(([name, said]) => `# ${say(said)}\n${name}=\n`);
  return `${isOpen ? "\n" : ""}${lines.join("")}`;
}
