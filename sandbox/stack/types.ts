import { runSupabase } from "./migrate.ts";

/** The TypeScript types of schema public, as the supabase CLI reads them from a database. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const { stdout } = await runSupabase([
    "gen",
    "types",
    "typescript",
    `--remote=${databaseUrl}`,
    "--schema",
    "public",
  ]);
  return `${stdout.trim()}\n`;
}
