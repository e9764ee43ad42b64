import { watchOrder } from "khipu-sdk/browser";

/** What can be stopped for a while. */
export interface Watch {
  pause(): void;
  resume(): void;
}

/** Shows the order's page anew when the server says that something has changed. */
export function reloadWhenOrderChanges({ dataset }: HTMLElement): Watch {
  const { order: shown = "", statusUrl } = dataset;
  let stop = (): void => undefined;
  const resume = (): void => {
    if (statusUrl === undefined) return;
    const watch = watchOrder(statusUrl, {
      shown,
      onChange: () => {
        location.reload();
      },
    });
    stop = () => {
      watch.stop();
    };
  };
  resume();
  return {
    resume,
    pause: () => {
      stop();
    },
  };
}
