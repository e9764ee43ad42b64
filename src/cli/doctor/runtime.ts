import { VERSION } from "../../version.js";
import { type Check, failed, ok } from "./check.js";

const LEAST_NODE = 20;

/** Looks at the versions. */
export function checkRuntime(node = process.versions.node): Check[] {
  const id = "node";
  const isNew = Number.parseInt(node, 10) >= LEAST_NODE;
  return [
    isNew
      ? ok(id, `Node ${node}`, `Node ${node}`)
      : failed(
          id,
          { en: `Node ${node} is too old`, es: `Node ${node} es muy antiguo` },
          {
            en: `Install Node ${LEAST_NODE} or newer.`,
            es: `Instala Node ${LEAST_NODE} o posterior.`,
          },
        ),
    ok("sdk", `khipu-sdk ${VERSION}`, `khipu-sdk ${VERSION}`),
  ];
}
