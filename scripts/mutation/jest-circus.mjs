// One failure is enough to notice a change: the rest of the file is left out.
import run from "../jest/jest-circus.mjs";

export default function runUntilOneFails(globalConfig, config, environment, ...rest) {
  const handle = environment.handleTestEvent?.bind(environment);
  let hasFailed = false;
  environment.handleTestEvent = async (event, state) => {
    if (event.name === "test_done" && event.test.errors.length > 0) hasFailed = true;
    if (event.name === "test_start" && hasFailed) event.test.mode = "skip";
    await handle?.(event, state);
  };
  return run(globalConfig, config, environment, ...rest);
}
