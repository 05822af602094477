/**
 * The types of the database, generated from the migrations.
 *
 *   node scripts/db-types.ts write    after every migration
 *   node scripts/db-types.ts check    exit 1 when the committed types are not the generated ones
 */
import { readFileSync, writeFileSync } from "node:fs";
import { startStack } from "#sandbox/stack/start-stack.ts";
import { generateTypes } from "#sandbox/stack/types.ts";

const path = "app/db/database.types.ts";

async function generate(): Promise<string> {
  const stack = await startStack({ name: `types-${process.pid}`, fresh: true, log: () => undefined });
  try {
    return await generateTypes(stack.env.ADMIN_DATABASE_URL);
  } finally {
    await stack.stop();
  }
}

const generated = await generate();
if (process.argv[2] === "write") {
  writeFileSync(path, generated);
} else if (readFileSync(path, "utf8") !== generated) {
  console.error(`${path} does not match the migrations. Run: npm run db:types`);
  process.exitCode = 1;
}
