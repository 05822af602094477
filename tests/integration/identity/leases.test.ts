import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { releaseRefreshLease, takeRefreshLease } from "#app/db/leases.server.ts";
import { adminSql, connectTestDb } from "#tests/support/stack.ts";

const db = connectTestDb();
const newSession = () => `offline_${randomUUID()}`;

test("of many who ask at once one gets the lease", async () => {
  const session = newSession();
  const holders = Array.from({ length: 12 }, (_, index) => `holder-${index}`);
  const answers = await Promise.all(holders.map((holder) => takeRefreshLease(db, session, holder, 30)));
  expect(answers.filter(Boolean)).toHaveLength(1);
});

test("the holder may take it again and nobody else may until it is released", async () => {
  const session = newSession();
  expect(await takeRefreshLease(db, session, "a", 30)).toBe(true);
  expect(await takeRefreshLease(db, session, "a", 30)).toBe(true);
  expect(await takeRefreshLease(db, session, "b", 30)).toBe(false);
  await releaseRefreshLease(db, session, "b");
  expect(await takeRefreshLease(db, session, "b", 30)).toBe(false);
  await releaseRefreshLease(db, session, "a");
  expect(await takeRefreshLease(db, session, "b", 30)).toBe(true);
});

test("a dead holder's lease ends, and its late release does not end the next one's", async () => {
  const session = newSession();
  await takeRefreshLease(db, session, "dead", 30);
  await adminSql`
    update public.token_refresh_leases set expires_at = now() - interval '1 second' where session_id = ${session}`;
  expect(await takeRefreshLease(db, session, "next", 30)).toBe(true);
  await releaseRefreshLease(db, session, "dead");
  expect(await takeRefreshLease(db, session, "third", 30)).toBe(false);
});

test("leases of different sessions do not meet", async () => {
  expect(await takeRefreshLease(db, newSession(), "a", 30)).toBe(true);
  expect(await takeRefreshLease(db, newSession(), "b", 30)).toBe(true);
});
