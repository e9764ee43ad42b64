import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The file, wherever it is put, and the line with which a generated client declares the amount of a payment. */
const DECLARED: Readonly<Record<string, readonly [file: string, line: string]>> = {
  python: ["models/payment.py", "amount: Optional[Any] = Field("],
  java: ["model/Payment.java", "private String amount;"],
  go: ["model_payment.go", 'Amount interface{} `json:"amount"`'],
  php: ["Model/Payment.php", "'amount' => 'string',"],
  ruby: ["models/payment.rb", ":'amount' => :'String',"],
  "typescript-fetch": ["models/Payment.ts", "amount: any | null;"],
  "typescript-axios": ["api.ts", "'amount': any;"],
  rust: ["models/payment.rs", "pub amount: Option<serde_json::Value>,"],
  kotlin: ["models/Payment.kt", "val amount: kotlin.String?,"],
  csharp: ["Model/Payment.cs", "public string Amount { get; set; }"],
  swift6: ["Models/Payment.swift", "public var amount: JSONValue?"],
  dart: ["model/payment.dart", "amount: mapValueOfType<Object>(json, r'amount'),"],
};

/**
 * Looks in the source of a client of Instant Payments 3.0 for how it declares an amount.
 *
 * @throws {Error} when it is otherwise than where it was seen that a text and a number can be read.
 */
export function checkAmount(language: string, client: string): void {
  const [file, line] = DECLARED[language] ?? [];
  if (file === undefined || line === undefined) throw new Error(`nobody looked at ${language}`);
  const files = readdirSync(client, { recursive: true, encoding: "utf8" });
  const path = files.find((name) => `/${name}`.endsWith(`/${file}`));
  if (path === undefined) throw new Error(`there is no ${file} in ${client}`);
  const source = readFileSync(join(client, path), "utf8");
  if (!source.includes(line)) throw new Error(`${path} does not say ${line}`);
}
