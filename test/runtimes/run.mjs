import { smoke } from "./smoke.mjs";

await smoke(process.argv[2]);
console.log("all as it must be");
