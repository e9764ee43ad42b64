/**
 * `npm run example:shop`: the shop of `examples/shop` with a simulated Khipu, at one address to open.
 *
 * Builds the package and installs what the shop needs if that has not been done. `-- --port 4000` chooses the port.
 */
import { runWith } from "./services.js";
import { prepareShop, SHOP } from "./shop.js";

prepareShop();
const args = ["--import", "tsx", "src/dev.ts", ...process.argv.slice(2)];
process.exitCode = await runWith({}, process.execPath, args, SHOP);
