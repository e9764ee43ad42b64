import type { ClientOptions } from "../options.js";

/** Settings of a {@link KhipuV2} client. */
export interface KhipuV2Options extends ClientOptions {
  /** The collecting account's id. */
  receiverId: number | string;
  /** The collecting account's secret, which signs every request. Not an API key. */
  secret: string;
}
