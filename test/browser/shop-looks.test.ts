import { describe, test } from "node:test";
import { STATUS, useShop } from "./support/shop.js";
import { eachPage } from "./support/shop-pages.js";
import { assertAccessible, assertFits, photograph } from "./support/visitor.js";

/** A phone's and the narrowest first, so that tests go on with a desktop's. */
const WIDTHS = [390, 320, 1280];

describe("every page of the shop and its administration", () => {
  const scene = useShop();

  test(
    "is accessible and fits on a desktop, a phone and the narrowest of screens",
    scene({ provoked: [STATUS[404], STATUS[422], STATUS[422]] }, async (visit) => {
      await visit.page.goto(visit.shop.url);
      await photograph(visit.page, "shop-catalogue-desktop");
      await eachPage(visit, async (page) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          await assertFits(page);
          await assertAccessible(page);
        }
      });
    }),
  );
});
