#!/usr/bin/env node
import { start } from "./start.js";

// `npx khipu-simulator` is `khipu simulator`.
void start(["simulator", ...process.argv.slice(2)]);
