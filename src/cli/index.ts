#!/usr/bin/env node
import { processIo } from "./io.js";
import { main } from "./main.js";

void main(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
  // Once all is written. Left to itself, Node first waits for what it compiles in the background for `fetch`.
  process.stdout.write("", () => process.stderr.write("", () => process.exit()));
});
