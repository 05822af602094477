import path from "node:path";
import type { Secrets } from "./secrets.ts";
import type { Ports, StackEnv } from "./stack-env.ts";
import type { ProcessSpec } from "./supervised-process.ts";

const program = (file: string) => path.join(import.meta.dirname, file);

export const postgresSpec = (home: string, fresh: boolean, ports: Ports, secrets: Secrets): ProcessSpec => ({
  name: "postgres",
  command: "node",
  args: [program("postgres-process.ts")],
  env: {
    POSTGRES_HOME: home,
    POSTGRES_PORT: String(ports.postgres),
    POSTGRES_PASSWORD: secrets.superuserPassword,
    POSTGRES_THROW_AWAY: String(fresh),
  },
  ready: /database system is ready to accept connections/,
  show: /\b(?:PANIC|stale postmaster|left behind)\b/,
});

export const apiSpec = (ports: Ports, env: StackEnv): ProcessSpec => ({
  name: "api",
  command: "node",
  args: [program("api-process.ts")],
  env: {
    API_PORT: String(ports.api),
    API_DATABASE_URL: env.API_DATABASE_URL,
    SUPABASE_PUBLISHABLE_KEY: env.SUPABASE_PUBLISHABLE_KEY,
    SUPABASE_SECRET_KEY: env.SUPABASE_SECRET_KEY,
  },
  ready: `${env.SUPABASE_URL}/health`,
});
