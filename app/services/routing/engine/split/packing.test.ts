import { expect, it } from "vitest";
import { demandOf } from "../demand.ts";
import { input, line } from "../example-input.ts";
import { builtInRateCard } from "../rate-card.ts";
import { packingOf } from "./packing.ts";

it.each([
  ["the setting", 0, 10],
  ["its value", 12, 3],
  ["its value to the cent", 13.34, 2],
  ["its value to one", 41, 1],
])("%s limits the shipments of an order", (_what, least, most) => {
  const lines = [line("A", 3, { price: 10 }), line("B", 1, { price: 10 }), line("C", 4)];
  const demand = demandOf(input({ order: { lines } }).order.lines);
  const split = { policy: "when_needed", max_shipments: 10, min_shipment_value: least } as const;
  expect(packingOf({ demand, card: builtInRateCard, partial: false }, [], split).maxShipments).toBe(most);
});
