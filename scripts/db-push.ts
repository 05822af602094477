/**
 * `npm run db:push`: brings a database up to this code: the job queue's schema, its grants, then our migrations.
 * Before every release, with MIGRATIONS_DATABASE_URL as the role that owns the tables (hosted: postgres).
 */
import { pushMigrations } from "#sandbox/stack/migrate.ts";
import { installQueue } from "#sandbox/stack/prepare-database.ts";

const databaseUrl = process.env["MIGRATIONS_DATABASE_URL"];
if (!databaseUrl) {
  console.error(
    "MIGRATIONS_DATABASE_URL: missing; the address of the database, as the role that owns the tables",
  );
  process.exit(2);
}
await installQueue(databaseUrl);
console.log(await pushMigrations(databaseUrl));
