import { fileURLToPath } from "node:url";

/** One API: where it is written down, and what is made of it. */
export interface Spec {
  /** Name of the document, of its overlays and of the folder under `generated/`. */
  readonly id: string;
  /** What is published, relative to the repository. */
  readonly document: string;
  /** Where the service differs from what is published, relative to the repository. */
  readonly corrections: string;
  /** Our words and names for it, relative to the repository. */
  readonly words: string;
  /** The folder that is generated, relative to the repository. */
  readonly generated: string;
  /** What its client is called: `create<name>Client`, `<name>Client`. */
  readonly name: string;
}

/** The repository's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Every API of the package. Whatever reads `openapi/` or `generated/` starts here. */
export const SPECS: readonly Spec[] = [
  spec("instant-payments.v3", "InstantPayments"),
  spec("automatic-payments.v1", "AutomaticPayments"),
  spec("instant-payments.v2", "InstantPaymentsV2"),
  spec("openpay.v1", "Openpay"),
];

function spec(id: string, name: string): Spec {
  return {
    id,
    document: `openapi/${id}.yaml`,
    corrections: `openapi/overlays/${id}.corrections.yaml`,
    words: `openapi/overlays/${id}.words.yaml`,
    generated: `generated/${id}`,
    name,
  };
}
