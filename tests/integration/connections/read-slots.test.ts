import { expect, test } from "vitest";
import { takeReadSlot } from "#app/db/connections.server.ts";
import { makeDb } from "#app/db/client.server.ts";
import { makeTwoShops } from "#tests/support/shops.ts";
import { envValue } from "#tests/support/stack.ts";
import { makeConnection } from "#tests/support/warehouses.ts";

const caller = () => makeDb(envValue("SUPABASE_URL"), envValue("SUPABASE_SECRET_KEY"));

test("two callers together read a connection at most ten times a second", async () => {
  const { mine } = await makeTwoShops();
  const id = await makeConnection(mine);
  const callers = [caller(), caller()];
  const slots = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const wait = await takeReadSlot(callers[index % 2] ?? caller(), mine.id, id);
      return Date.now() + wait;
    }),
  );
  const starts = slots.toSorted((a, b) => a - b);
  // Answers arrive a little after they were given, so starts look at most that much later than they were reserved.
  expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(19 * 100 - 250);
});

test("a connection that has been quiet is read at once, and never gets a burst for it", async () => {
  const { mine } = await makeTwoShops();
  const id = await makeConnection(mine);
  const waits = await Promise.all([1, 2, 3].map(() => takeReadSlot(mine.ctx.db, mine.id, id)));
  expect(Math.min(...waits)).toBe(0);
  expect(Math.max(...waits)).toBeGreaterThan(0);
});

test("another shop cannot take a connection's slots", async () => {
  const { mine, theirs } = await makeTwoShops();
  const id = await makeConnection(theirs);
  await expect(takeReadSlot(mine.ctx.db, mine.id, id)).rejects.toMatchObject({ code: "PT404", status: 404 });
});
