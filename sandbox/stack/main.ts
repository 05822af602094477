import { parseArgs } from "node:util";
import { startStack } from "./start-stack.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

const { values } = parseArgs({
  options: {
    name: { type: "string", default: "dev" },
    fresh: { type: "boolean" },
    project: { type: "string" },
  },
});

const started = performance.now();
const stack = await startStack({ ...values, log: (line) => console.error(line) });
stopOnSignals(stack);
console.error(
  `${values.name} is up in ${Math.round(performance.now() - started)} ms, home ${stack.home}. Ctrl-C stops it.`,
);
for (const [key, value] of Object.entries(stack.env)) console.log(`${key}=${value}`);
