/** Calls somebody who only listens: not waited for, and whatever goes wrong there changes nothing here. */
export function observe(tell: () => unknown): void {
  // An `async` listener is one too; a rejection that nobody hears would end the whole program.
  new Promise((resolve) => {
    resolve(tell());
  }).catch(() => undefined);
}
