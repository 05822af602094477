import { describe, expect, it } from "vitest";
import { locate } from "#app/lib/places.server.ts";
import { decide } from "./decide.ts";
import { input, stock } from "./example-input.ts";
import { withPlaces } from "./with-places.ts";

describe("places for an input", () => {
  const unplaced = input({
    order: { ship_to_state: "CA", ship_to_postal_code: "90001", latitude: null, longitude: null },
    warehouses: [
      { id: "reno", state: "NV", postal_code: "89502" },
      { id: "berlin", country: "DE", postal_code: "10115" },
      { id: "here", latitude: 34, longitude: -118 },
    ],
    inventory: [stock("reno", "A", 5), stock("berlin", "A", 5), stock("here", "A", 4)],
  });

  it("come from postal codes and leave what was given", () => {
    const placed = withPlaces(unplaced, locate);
    expect(placed.order.latitude).toBeCloseTo(33.97, 1);
    expect(placed.warehouses.map(({ latitude }) => latitude)).toEqual([expect.closeTo(39.5, 0), null, 34]);
    expect(unplaced.order.latitude).toBeNull();
  });

  it("let an order be routed by its ZIP code alone", () => {
    const decision = decide(withPlaces(unplaced, locate));
    expect(decision).toMatchObject({ outcome: "routed", selected_warehouse_id: "reno" });
    expect(decision.raw).toMatchObject({ transit_days: 2, cost: 7.46 });
  });
});
