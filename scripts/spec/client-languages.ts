import type { JsonObject } from "../generate/json.js";
import type { Spec } from "../specs.js";

/** How far the clients of a language are proved to work. */
export type Proof =
  /** Every CI compiles them, and drives one on the simulator from a payment's creation to its last refund. */
  | "lifecycle"
  /** The same, but once a night, because compiling takes long. */
  | "nightly"
  /** They are generated, and their source says that an amount can be read. No compiler was at hand. */
  | "generated";

/** What there is to know of a language in which clients are made. */
export interface ClientLanguage {
  /** What people call it. */
  readonly title: string;
  readonly proof: Proof;
  /** As what a client hands over an amount, in the words of the language. */
  readonly amount: string;
  /**
   * Whether openapi-generator is told to read an amount as that. The document gives an amount no type, because it
   * comes as a text or as a number, and here the language's reader makes a text of either.
   */
  readonly isAmountTold: boolean;
  /** Properties of openapi-generator's without which the clients would not work. */
  readonly needs: Readonly<Record<string, string>>;
  /** What is called otherwise, old name and new, because the generator's own code has something of that name. */
  readonly renamed?: {
    readonly modelNameMappings: readonly [string, string];
    readonly enumNameMappings: readonly [string, string];
  };
  /** Properties that give each client names of its own. */
  readonly names: (spec: Spec) => Readonly<Record<string, string>>;
}

/** What openapi-generator calls a value without a type. */
const NO_TYPE = "AnyType";

/** The languages of which something is proved. Any other of openapi-generator's is made with its defaults. */
export const LANGUAGES: Readonly<Record<string, ClientLanguage>> = {
  python: {
    title: "Python",
    proof: "lifecycle",
    amount: "Any",
    isAmountTold: false,
    needs: {},
    names: (spec) => ({
      packageName: `khipu_${words(spec).join("_")}`,
      projectName: `khipu-${words(spec).join("-")}`,
    }),
  },
  java: {
    title: "Java",
    proof: "lifecycle",
    amount: "String",
    isAmountTold: true,
    // The client of the platform: no dependency but what reads JSON.
    needs: { library: "native" },
    names: (spec) => ({
      groupId: "com.example.khipu",
      artifactId: `khipu-${words(spec).join("-")}`,
      invokerPackage: `com.example.khipu.${words(spec).join("")}`,
      apiPackage: `com.example.khipu.${words(spec).join("")}.api`,
      modelPackage: `com.example.khipu.${words(spec).join("")}.model`,
    }),
  },
  go: {
    title: "Go",
    proof: "lifecycle",
    amount: "interface{}",
    isAmountTold: false,
    needs: {},
    names: (spec) => ({ packageName: words(spec).join("") }),
  },
  php: {
    title: "PHP",
    proof: "lifecycle",
    amount: "string",
    isAmountTold: true,
    needs: {},
    names: (spec) => ({ invokerPackage: `Khipu\\${capitals(spec)}` }),
  },
  ruby: {
    title: "Ruby",
    proof: "lifecycle",
    amount: "String",
    isAmountTold: true,
    needs: {},
    names: (spec) => ({
      gemName: `khipu_${words(spec).join("_")}`,
      moduleName: `Khipu${capitals(spec)}`,
    }),
  },
  "typescript-fetch": {
    title: "TypeScript, fetch",
    proof: "lifecycle",
    amount: "any",
    isAmountTold: false,
    // Fields keep the names that Khipu gives them. With others the strict compiler refuses the client.
    needs: { modelPropertyNaming: "original" },
    names: () => ({}),
  },
  "typescript-axios": {
    title: "TypeScript, axios",
    proof: "lifecycle",
    amount: "any",
    isAmountTold: false,
    needs: {},
    names: () => ({}),
  },
  rust: {
    title: "Rust",
    proof: "nightly",
    amount: "Option<serde_json::Value>",
    isAmountTold: false,
    needs: {},
    names: (spec) => ({ packageName: `khipu-${words(spec).join("-")}` }),
  },
  kotlin: {
    title: "Kotlin",
    proof: "nightly",
    amount: "kotlin.String",
    isAmountTold: true,
    needs: {},
    renamed: { modelNameMappings: ["Success", "Done"], enumNameMappings: ["name", "byName"] },
    names: (spec) => ({ packageName: `com.example.khipu.${words(spec).join("")}` }),
  },
  csharp: {
    title: "C#",
    proof: "generated",
    amount: "string",
    isAmountTold: true,
    // Its JSON library makes a text of a number; that of the default library refuses one.
    needs: { library: "httpclient" },
    names: (spec) => ({ packageName: `Khipu.${capitals(spec)}` }),
  },
  swift6: {
    title: "Swift",
    proof: "generated",
    amount: "JSONValue?",
    isAmountTold: false,
    needs: {},
    names: (spec) => ({ projectName: `Khipu${capitals(spec)}` }),
  },
  dart: {
    title: "Dart",
    proof: "generated",
    amount: "Object?",
    isAmountTold: false,
    needs: {},
    names: (spec) => ({ pubName: `khipu_${words(spec).join("_")}` }),
  },
};

const UNDECLARED =
  "an amount has a type there that openapi-generator declares nowhere, so that the client does not compile";

/** Generators whose clients are known not to work, and why. */
export const REFUSED: Readonly<Record<string, string>> = {
  apex: UNDECLARED,
  gdscript: UNDECLARED,
  objc: UNDECLARED,
  "scala-akka": UNDECLARED,
  "scala-pekko": UNDECLARED,
};

/** What openapi-generator is told of one client, as its `batch` takes it. */
export function generatorConfig(
  language: string,
  spec: Spec,
  { input, output }: { readonly input: string; readonly output: string },
): JsonObject {
  const known = LANGUAGES[language];
  return {
    generatorName: language,
    inputSpec: input,
    outputDir: output,
    // A Go module is named after the address that it is kept at.
    gitHost: "example.com",
    gitUserId: "khipu",
    gitRepoId: words(spec).join("-"),
    additionalProperties: { ...known?.needs, ...known?.names(spec) },
    ...(known?.renamed && {
      modelNameMappings: Object.fromEntries([known.renamed.modelNameMappings]),
      enumNameMappings: Object.fromEntries([known.renamed.enumNameMappings]),
    }),
    typeMappings: known?.isAmountTold === true ? { [NO_TYPE]: known.amount } : {},
  };
}

/** What somebody tells openapi-generator on its command line to get such a client; nothing where it needs nothing. */
export function commandLineOptions(language: ClientLanguage): string {
  const { amount, isAmountTold, needs, renamed } = language;
  const properties = Object.entries(needs).map(([name, value]) => `${name}=${value}`);
  return [
    ...(properties.length > 0 ? [`--additional-properties=${properties.join(",")}`] : []),
    ...(isAmountTold ? [`--type-mappings=${NO_TYPE}=${amount}`] : []),
    ...(renamed
      ? [
          `--model-name-mappings=${renamed.modelNameMappings.join("=")}`,
          `--enum-name-mappings=${renamed.enumNameMappings.join("=")}`,
        ]
      : []),
  ].join(" ");
}

const PROVED: Readonly<Record<Proof, string>> = {
  lifecycle: "every CI compiles it and drives it from a payment's creation to its last refund",
  nightly: "every night it is compiled, and driven from a payment's creation to its last refund",
  generated: "only generated: no compiler has seen it, and it has never been run",
};

/** What is proved of the clients of a language, in a sentence. */
export function provedOf(language: string): string {
  const known = LANGUAGES[language];
  if (known === undefined) {
    return `${language}: nothing is proved; these are openapi-generator's defaults`;
  }
  return `${known.title}: ${PROVED[known.proof]}; an amount is read as ${known.amount}`;
}

/** `instant-payments.v3` as `instant`, `payments`, `v3`. */
function words({ id }: Spec): string[] {
  return id.split(/\W/u);
}

/** `instant-payments.v3` as `InstantPaymentsV3`. */
export function capitals(spec: Spec): string {
  return words(spec)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
