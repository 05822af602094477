import { describe, expect, it } from "vitest";
import { connectionRecord } from "#app/clients/trackstar/records.ts";
import { connectionTrouble, copyState } from "./connection-state.ts";

const connection = (facts: Record<string, unknown>) =>
  connectionRecord.parse({ connection_id: "c1", ...facts });

const inventorySchedule = (facts: Record<string, unknown>) =>
  connection({ sync_schedules: [{ function_name: "get_inventory", sync_status: "enabled", ...facts }] });

describe("copyState", () => {
  it("is filled when Trackstar says so, whatever the schedule looks like", () => {
    const said = (done: boolean) =>
      copyState(connection({ historical_sync_completed: { get_inventory: done } }), "get_inventory").isFilled;
    expect(said(true)).toBe(true);
    expect(said(false)).toBe(false);
  });

  it("is not filled during the first sync, nor before any crawl ended", () => {
    const first = inventorySchedule({
      sync_status: "first_sync_in_progress",
      last_crawl_end: "2026-10-01T00:00:00Z",
    });
    expect(copyState(first, "get_inventory").isFilled).toBe(false);
    expect(copyState(inventorySchedule({ last_crawl_end: null }), "get_inventory").isFilled).toBe(false);
  });

  it("does not wait for what is never synced", () => {
    expect(copyState(connection({}), "get_bills").isFilled).toBe(true);
  });

  it("knows the start of a finished crawl", () => {
    const times = { last_crawl_start: "2026-10-01T00:00:00Z", last_crawl_end: "2026-10-01T00:05:00Z" };
    expect(copyState(inventorySchedule(times), "get_inventory").crawl).toEqual({
      startedAt: new Date("2026-10-01T00:00:00Z"),
      endedAt: new Date("2026-10-01T00:05:00Z"),
    });
  });

  it("does not take a running crawl's start for the age of what is there", () => {
    const times = { last_crawl_start: "2026-10-01T01:00:00Z", last_crawl_end: "2026-10-01T00:05:00Z" };
    expect(copyState(inventorySchedule(times), "get_inventory").crawl).toEqual({
      startedAt: null,
      endedAt: new Date("2026-10-01T00:05:00Z"),
    });
  });
});

describe("connectionTrouble", () => {
  const now = new Date("2026-10-02T00:00:00Z");
  const error = (facts: Record<string, unknown>) => connectionTrouble(connection({ errors: [facts] }), now);

  it("makes stock stale from the first time inventory could not be read", () => {
    const found = error({
      error_message: "Invalid credentials",
      first_seen: "2026-10-01T00:00:00Z",
      affected_endpoints: [{ endpoint: "GET /wms/inventory", preventing_sync: true }],
    });
    expect(found).toEqual({
      stockStaleSince: new Date("2026-10-01T00:00:00Z"),
      error: "Invalid credentials",
    });
  });

  it("reads the older shape of invalid credentials, dated now", () => {
    expect(error({ error_type: "invalid_credentials", message: "No longer valid" })).toEqual({
      stockStaleSince: now,
      error: "No longer valid",
    });
  });

  it("lets stock be when only something else cannot be read", () => {
    const returnsOnly = [{ endpoint: "GET /wms/returns", preventing_sync: true }];
    expect(error({ affected_endpoints: returnsOnly }).stockStaleSince).toBeNull();
    const harmless = [{ endpoint: "GET /wms/inventory", preventing_sync: false }];
    expect(error({ affected_endpoints: harmless }).stockStaleSince).toBeNull();
  });
});
