import { describe, expect, it } from "vitest";
import { exampleDocument, line, stock, warehouse } from "./example-input.ts";
import { parseRouteInput } from "./route-input.ts";

function problems(document: unknown): string[] {
  const parsed = parseRouteInput(document);
  return parsed.ok ? [] : parsed.problems;
}

describe("the documented defaults", () => {
  it("fill in everything that may be left out", () => {
    const parsed = parseRouteInput({
      now: "2026-01-20T15:00:00Z",
      order: { id: "o1", ship_to_country: "us", currency: "usd", lines: [{ sku: "A", quantity: 1 }] },
      warehouses: [{ id: "w1" }],
      inventory: [{ warehouse_id: "w1", sku: "A", available: 1, synced_at: "2026-01-20T14:40:00+02:00" }],
    });
    expect(parsed.ok && parsed.input).toEqual({
      now: "2026-01-20T15:00:00Z",
      order: {
        id: "o1",
        ship_to_country: "US",
        ship_to_state: null,
        ship_to_postal_code: null,
        ship_to_city: null,
        latitude: null,
        longitude: null,
        currency: "USD",
        total_price: null,
        order_date: null,
        channel_type: "shopify",
        tags: [],
        shipping_method: null,
        customer_email_domain: null,
        lines: [
          { id: "1", sku: "A", quantity: 1, price: null, grams: null, dimensions_cm: null, group: null },
        ],
      },
      warehouses: [
        {
          id: "w1",
          name: null,
          country: "US",
          state: null,
          postal_code: null,
          latitude: null,
          longitude: null,
          time_zone: "UTC",
          priority: 1,
          is_active: true,
          connection_active: true,
          capabilities: [],
          countries_served: null,
          blocked_skus: [],
          daily_capacity: null,
          orders_today: 0,
          frozen_until: null,
          cutoff: null,
          working_days: [1, 2, 3, 4, 5],
          rejected_order_ids: [],
        },
      ],
      inventory: [
        {
          warehouse_id: "w1",
          sku: "A",
          available: 1,
          reserved: 0,
          safety_stock: 0,
          velocity: null,
          synced_at: "2026-01-20T14:40:00+02:00",
        },
      ],
      rules: [],
      settings: {
        weights: { inventory: 0.4, proximity: 0.3, cost: 0.2, capacity: 0.1 },
        split: { policy: "when_needed", max_shipments: 3, min_shipment_value: 0 },
        stale_after_minutes: 120,
        stale_policy: "allow",
        partial: "hold",
        cover_days: 14,
        preferred_warehouse_id: null,
        rate_card: null,
      },
    });
  });

  it("accept a time of day without seconds", () => {
    expect(problems(exampleDocument({ now: "2026-01-20T15:00Z" }))).toEqual([]);
  });

  it("accept a rule that is switched off", () => {
    const rule = { id: "r1", name: "West", priority: 1, is_active: false, conditions: {}, action: {} };
    expect(problems(exampleDocument({ rules: [rule] }))).toEqual([]);
  });
});

describe("a problem is one line with its path", () => {
  const order = (changes: object) => ({
    ...exampleDocument(),
    order: { ...exampleDocument().order, ...changes },
  });
  const shop = (changes: object) => ({ ...exampleDocument(), ...changes });

  const examples: [unknown, string][] = [
    [[], "input: expected an object, got an empty list"],
    [null, "input: expected an object, got null"],
    [shop({ now: "yesterday" }), 'now: expected an ISO 8601 date-time with an offset, got "yesterday"'],
    [shop({ now: undefined }), "now: expected an ISO 8601 date-time with an offset, got nothing"],
    [order({ id: 7 }), "order.id: expected text, got 7"],
    [
      order({ ship_to_country: "USA" }),
      'order.ship_to_country: expected an ISO country code of two letters, got "USA"',
    ],
    [order({ currency: "$" }), 'order.currency: expected an ISO currency code of three letters, got "$"'],
    [order({ lines: {} }), "lines: expected a list of lines, got an object"],
    [order({ lines: [line("A", -3)] }), "lines[0].quantity: expected a positive integer, got -3"],
    [order({ lines: [line("A", 0)] }), "lines[0].quantity: expected a positive integer, got 0"],
    [order({ lines: [line("A", 1.5)] }), "lines[0].quantity: expected a positive integer, got 1.5"],
    [
      order({ lines: [{ sku: "A", quantity: "1" }] }),
      'lines[0].quantity: expected a positive integer, got "1"',
    ],
    [order({ lines: [line("A", 1), line("", 1)] }), 'lines[1].sku: expected text that is not empty, got ""'],
    [order({ lines: [{ sku: 12, quantity: 1 }] }), "lines[0].sku: expected text, got 12"],
    [
      order({ lines: [{ ...line("A", 1), weight: 3 }] }),
      'lines[0].weight: expected a known key, got "weight"',
    ],
    [
      order({ lines: [line("A", 1, { id: "2" }), line("B", 1)] }),
      'lines[1].id: expected an id of its own, got "2" again',
    ],
    [order({ latitude: 91 }), "order.latitude: expected a latitude, got 91"],
    [order({ latitude: null }), "order.latitude: expected a latitude beside the longitude, got null"],
    [order({ "a.b\nc": 1 }), 'order["a.b\\nc"]: expected a known key, got "a.b\\nc"'],
    [
      order({ lines: [line("A", 1, { grams: Infinity })] }),
      "lines[0].grams: expected a number of 0 or more, got Infinity",
    ],
    [
      shop({ warehouses: [warehouse("w1", { working_days: [] })] }),
      "warehouses[0].working_days: expected at least one working day, got an empty list",
    ],
    [
      order({ lines: [{ ...line("A", 1), dimensions_cm: [1, 2] }] }),
      "lines[0].dimensions_cm: expected three positive numbers: length, width and height, got a list of 2",
    ],
    [order({ zip: "90001" }), 'order.zip: expected a known key, got "zip"'],
    [shop({ warehouse: [] }), 'warehouse: expected a known key, got "warehouse"'],
    [
      shop({ warehouses: [warehouse("w1"), warehouse("w1")] }),
      'warehouses[1].id: expected an id of its own, got "w1" again',
    ],
    [
      shop({ warehouses: [warehouse("w1", { time_zone: "Mars/Base" })] }),
      'warehouses[0].time_zone: expected an IANA time zone, got "Mars/Base"',
    ],
    [
      shop({ warehouses: [warehouse("w1", { cutoff: "2pm" })] }),
      'warehouses[0].cutoff: expected a local time such as "14:00", got "2pm"',
    ],
    [
      shop({ warehouses: [warehouse("w1", { working_days: [0] })] }),
      "warehouses[0].working_days[0]: expected a weekday from 1 (Monday) to 7 (Sunday), got 0",
    ],
    [
      shop({ warehouses: [warehouse("w1", { frozen_until: "14:00" })] }),
      'warehouses[0].frozen_until: expected an ISO 8601 date or date-time, got "14:00"',
    ],
    [
      shop({ inventory: [stock("w9", "A", 1)] }),
      'inventory[0].warehouse_id: expected the id of a warehouse in warehouses, got "w9"',
    ],
    [
      shop({ warehouses: [warehouse("w1")], inventory: [stock("w1", "A", 1), stock("w1", "A", 2)] }),
      'inventory[1]: expected one row per warehouse and SKU, got "w1" with "A" again',
    ],
    [shop({ rules: [{ name: "West" }] }), "rules[0].id: expected text, got nothing"],
    [shop({ rules: [{ id: "r1", when: {} }] }), 'rules[0].when: expected a known key, got "when"'],
    [
      shop({ rules: [{ id: "r1" }, { id: "r1", is_active: false }] }),
      'rules[1].id: expected an id of its own, got "r1" again',
    ],
    [
      shop({ settings: { weights: { cost: 0.5 } } }),
      "settings.weights: expected weights that add up to 1, got 1.3",
    ],
    [
      shop({ settings: { rate_card: { effective: "2026-07-12", currency: "USD", prices: [[1, 2]] } } }),
      "settings.rate_card.prices[0]: expected 8 prices, one a zone, got a list of 2",
    ],
    [
      shop({ settings: { rate_card: { effective: "July", currency: "USD", prices: [Array(8).fill(1)] } } }),
      'settings.rate_card.effective: expected an ISO 8601 date, got "July"',
    ],
    [
      shop({ settings: { preferred_warehouse_id: "w9" } }),
      'settings.preferred_warehouse_id: expected the id of a warehouse in warehouses, got "w9"',
    ],
    [
      shop({ settings: { split: { policy: "always" } } }),
      'settings.split.policy: expected "never" or "when_needed", got "always"',
    ],
  ];

  it.each(examples.map(([document, problem]) => [problem, document]))("%s", (problem, document) => {
    expect(problems(document)).toEqual([problem]);
  });

  it("names every problem at once", () => {
    const document = order({ id: "", lines: [line("A", -1), line("B", 0)], extra: 1 });
    expect(problems(document)).toEqual([
      'order.id: expected text that is not empty, got ""',
      "lines[0].quantity: expected a positive integer, got -1",
      "lines[1].quantity: expected a positive integer, got 0",
      'order.extra: expected a known key, got "extra"',
    ]);
  });
});
