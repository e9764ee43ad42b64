/** What a script can tell from the program's end. They are a promise: see docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** Refused or failed; nothing was done, or what was asked turned out not to be so. */
  failed: 1,
  /** The command line, a setting or a value is wrong; nothing was sent. */
  usage: 2,
  /** It was waited for, and did not come. */
  notPaid: 3,
  /** It may have taken effect: look before it is repeated. */
  unknown: 4,
  /** A notification is not genuine. */
  notGenuine: 5,
  /** Ctrl-C, or the system asked the program to end. */
  interrupted: 130,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
