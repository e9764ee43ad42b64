/** As `URL.hostname` writes them; the last are all addresses, and IPv4's within IPv6. */
const LOOPBACK =
  /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0|\[::\]|\[::ffff:(0:0|7f[\da-f]{2}:[\da-f]+)\])$/;

/** Whether the host of a URL is this machine, as `URL.hostname` writes it. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
