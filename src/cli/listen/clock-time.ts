/** A time of day of this machine, `14:05:09`, which reads the same in every language. */
export function clockTime(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}
