/** `npm run spec:lock`: writes what the documents are now into `openapi/specs.lock.json`. */
import { lockSpec } from "./spec/lock.js";
import { ROOT, SPECS } from "./specs.js";

for (const spec of SPECS) lockSpec(ROOT, spec, {});
