import type { Spec } from "../specs.js";

/** Options of openapi-generator for a language, so that each client has names of its own. */
export type NamesOf = (spec: Spec) => Readonly<Record<string, string>>;

/** The languages whose clients are proved to work; any other of openapi-generator's is made with its defaults. */
export const LANGUAGES: Readonly<Record<string, NamesOf>> = {
  python: (spec) => ({
    packageName: `khipu_${words(spec).join("_")}`,
    projectName: `khipu-${words(spec).join("-")}`,
  }),
  // The client of the platform: no dependency but what reads JSON.
  java: (spec) => ({
    library: "native",
    hideGenerationTimestamp: "true",
    groupId: "com.example.khipu",
    artifactId: `khipu-${words(spec).join("-")}`,
    invokerPackage: `com.example.khipu.${words(spec).join("")}`,
    apiPackage: `com.example.khipu.${words(spec).join("")}.api`,
    modelPackage: `com.example.khipu.${words(spec).join("")}.model`,
  }),
  go: (spec) => ({ packageName: words(spec).join("") }),
};

/** Options of openapi-generator's own, beside those of the language. */
export function generatorOptions(language: string, spec: Spec): string[] {
  const names = LANGUAGES[language]?.(spec) ?? {};
  const properties = Object.entries(names).map(([name, value]) => `${name}=${value}`);
  return [
    // A Go module is named after the address that it is kept at.
    ...[
      "--git-host",
      "example.com",
      "--git-user-id",
      "khipu",
      "--git-repo-id",
      words(spec).join("-"),
    ],
    ...(properties.length > 0 ? ["--additional-properties", properties.join(",")] : []),
  ];
}

/** `instant-payments.v3` as `instant`, `payments`, `v3`. */
function words({ id }: Spec): string[] {
  return id.split(/\W/u);
}
