import { once } from "node:events";
import { adminFor } from "#app/clients/shopify-admin/admin.server.ts";

// A process of its own that asks one shop for its name, once it is told to go. Prints `ready`, then the answer.
const [shop = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
const admin = await adminFor(shop);
const answer = await admin.graphql("{ shop { name } }");
process.stdout.write(`${JSON.stringify(await answer.json())}\n`);
process.exit(0);
