import type { Stack } from "./start-stack.ts";

/** For programs that own a stack: Ctrl-C and SIGTERM stop it in order, then leave. */
export function stopOnSignals(stack: Pick<Stack, "stop">): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void stack.stop().then(() => process.exit(0));
    });
  }
}
