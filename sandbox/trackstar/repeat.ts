/** Does `work` again and again, never twice at a time, `pauseMs` apart. A failure is printed and does not end it. */
export function repeat(pauseMs: number, work: () => unknown) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  function schedule() {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round();
    }, pauseMs);
  }

  async function round() {
    try {
      await work();
    } catch (error) {
      console.error(error);
    }
    schedule();
  }

  schedule();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
