/** What a signal was aborted with: an `Error` by custom, and whatever else the page chose as it is. */
export function abortReason(signal: AbortSignal | undefined): Error {
  return signal?.reason as Error;
}
