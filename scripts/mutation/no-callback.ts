/** Why it changes nothing to call a callback that is not there. */
export const NO_CALLBACK =
  "what a callback throws ends nothing, and neither does that there is none";
