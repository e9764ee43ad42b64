/** The shop with Khipu itself: `npm start`, with the variables of `.env.example` in the environment. */
import { configFrom } from "./config.js";
import { openShop } from "./shop.js";

const shop = await openShop(configFrom(process.env));
console.log(`The shop is open at ${shop.url}`);

let closing: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    closing ??= shop.close();
  });
}
