import { expect, it } from "vitest";
import { orderRecord } from "#app/clients/trackstar/records.ts";
import { wmsOrderStates } from "./wms-order-states.ts";

const order = (facts: Record<string, unknown>) =>
  orderRecord.parse({ id: "o1", status: "fulfilled", ...facts });
const shipped = (tracking: string | null, facts: Record<string, unknown> = {}) => ({
  shipment_id: "s1",
  warehouse_id: "wh-2",
  status: "shipped",
  packages: [{ package_id: "p1", tracking_number: tracking, carrier_id: "ups", carrier_name: "UPS" }],
  ...facts,
});

it("collects tracking from the packages of shipments that stand", () => {
  const given = order({
    order_number: "1001",
    reference_id: "ref",
    shipments: [shipped("1Z1"), shipped("1Z2", { status: "cancelled" })],
  });
  expect(wmsOrderStates([given])).toEqual([
    {
      id: "o1",
      order_number: "1001",
      reference_id: "ref",
      status: "fulfilled",
      warehouse_id: "wh-2",
      packages: [{ tracking_number: "1Z1", tracking_url: null, carrier: "UPS" }],
    },
  ]);
});

it("prefers the order's own warehouse and leaves out packages without tracking", () => {
  const [state] = wmsOrderStates([order({ warehouse_id: "wh-1", shipments: [shipped(null)] })]);
  expect(state).toMatchObject({ warehouse_id: "wh-1", packages: [] });
});

it("says nothing of an order without a status", () => {
  expect(wmsOrderStates([order({ status: null })])).toEqual([]);
});
