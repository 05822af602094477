import { mkdirSync } from "node:fs";
import { openPeer } from "./peer.ts";
import { startPeer } from "./server.ts";
import { readSettings } from "./settings.ts";

const settings = readSettings(process.env);
mkdirSync(settings.stateFolder, { recursive: true });
const server = await startPeer(openPeer(settings));
console.log(`ready ${server.url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
