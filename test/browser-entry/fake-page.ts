interface Globals {
  document?: object;
  addEventListener?: unknown;
  location?: object;
}
const globals = globalThis as Globals;

/** A page that can be hidden and looked at, with its listeners, and its window. */
export function fakePage(hidden = false) {
  const page = Object.assign(new EventTarget(), { hidden, baseURI: "https://shop.example.com/" });
  const window = new EventTarget();
  globals.document = page;
  globals.addEventListener = window.addEventListener.bind(window);
  return { page, window };
}

/** Gives the page a place that counts its reloads. */
export function fakeLocation(reload: () => void): void {
  globals.location = { reload };
}

/** For `afterEach`. */
export function forgetPage(): void {
  delete globals.document;
  delete globals.addEventListener;
  delete globals.location;
}
