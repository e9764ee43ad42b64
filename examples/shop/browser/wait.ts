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
  const pause = (): void => {
    stop();
  };
  resume();
  // What the visitor has just pressed changes the order: to load the page anew would call them back.
  window.addEventListener("beforeunload", pause);
  // The way back shows the page as it was left.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) resume();
  });
  return { resume, pause };
}
