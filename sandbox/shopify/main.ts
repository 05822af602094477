import { startShopifySandbox } from "./server.ts";
import { readSettings } from "./settings.ts";

const sandbox = await startShopifySandbox(readSettings(process.env));
console.log(`ready ${sandbox.url}`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void sandbox.stop().then(() => process.exit(0));
  });
