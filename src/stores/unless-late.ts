/** Resolves as the promise does, or after a while to what `giveUp` returns; a later failure of it goes nowhere. */
export async function unlessLate<T>(promise: Promise<T>, ms: number, giveUp: () => T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(giveUp()), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
