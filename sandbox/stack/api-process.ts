import { setTimeout as wait } from "node:timers/promises";
import { serve, type ServerType } from "@hono/node-server";
import { z } from "zod";
import { openLiteApi } from "./lite-api.ts";

const env = z
  .object({
    API_PORT: z.coerce.number(),
    API_DATABASE_URL: z.string(),
    SUPABASE_PUBLISHABLE_KEY: z.string(),
    SUPABASE_SECRET_KEY: z.string(),
  })
  .parse(process.env);

const api = await openLiteApi({
  databaseUrl: env.API_DATABASE_URL,
  publishableKey: env.SUPABASE_PUBLISHABLE_KEY,
  secretKey: env.SUPABASE_SECRET_KEY,
});

const server = serve({
  port: env.API_PORT,
  hostname: "127.0.0.1",
  fetch: (request) => (new URL(request.url).pathname === "/health" ? health() : api.answer(request)),
});

process.once("SIGTERM", () => void leave(server));

async function health() {
  try {
    await api.check();
    return new Response("ok\n");
  } catch (error) {
    return new Response(`${String(error)}\n`, { status: 503 });
  }
}

// Requests in flight are answered first; a client's idle connection would otherwise hold the server open for seconds.
async function leave(open: ServerType) {
  const closed = new Promise((done) => open.close(done));
  const release = setInterval(() => {
    if ("closeIdleConnections" in open) open.closeIdleConnections();
  }, 20);
  await closed;
  clearInterval(release);
  // Without a Postgres at the other end the driver waits for ever.
  await Promise.race([api.close(), wait(1_000)]);
  process.exit(0);
}
