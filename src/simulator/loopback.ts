const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;

/** Whether the host of a URL is this machine, as `URL.hostname` writes it. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
