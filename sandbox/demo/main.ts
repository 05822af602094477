/** `npm run demo`: everything on this machine, until Ctrl-C. The data stays for the next time. */
import { parseArgs } from "node:util";
import { stopOnSignals } from "#sandbox/stack/stop-on-signals.ts";
import { startDemo } from "./start-demo.ts";

const { values } = parseArgs({
  options: { name: { type: "string", default: "demo" }, fresh: { type: "boolean" } },
});

const started = performance.now();
const demo = await startDemo({ ...values, log: (line) => console.log(`  ${line}`) });
stopOnSignals(demo.stack);

console.log(`
Swyft is up after ${((performance.now() - started) / 1000).toFixed(1)} s.

  Shop admin with Swyft in it   ${demo.urls.admin}
  The WMS behind Trackstar      ${demo.urls.trackstar}

Open the first address, connect a WMS under "Warehouses & connections", then place an order in the side panel.
Logs: ${demo.stack.home}/logs. Ctrl-C stops everything; the data stays for the next time.
`);
