// Prints each document that Khipu publishes as such: its id, and the address it is read from.
import { readFileSync } from "node:fs";

const lock = JSON.parse(
  readFileSync(new URL("../openapi/specs.lock.json", import.meta.url), "utf8"),
);
for (const [id, { url }] of Object.entries(lock)) if (url !== null) console.log(id, url);
