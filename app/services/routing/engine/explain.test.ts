import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { exclusionReasons, outcomeReasons } from "./decision.ts";
import { input, line, stock, warehouse } from "./example-input.ts";
import { explain } from "./explain.ts";

const names: Record<string, string> = { near: "Wichita", far: "Fargo", east: "Newark" };
const nameOf = (id: string) => names[id] ?? id;
const warehouses = [warehouse("near"), warehouse("far", { latitude: 46.9 })];

describe("a decision in words", () => {
  it("says why this warehouse and why not the other", () => {
    const inventory = [stock("near", "A", 5), stock("far", "A", 9)];
    expect(explain(decide(input({ warehouses, inventory })), nameOf)).toEqual({
      headline: "Wichita ships this order.",
      because: [
        "It has 5 units of the order, counted 20 minutes ago.",
        "It is 0 miles away, 1 day by ground, and ships on 2026-01-20.",
        "Shipping costs about 6.93 USD.",
        "It scores 1.00 in total.",
      ],
      alternatives: [
        { warehouse_id: "far", says: "Fargo scores 0.92 against 1.00: 614.9 miles away, 7.69 USD to ship." },
      ],
    });
  });

  it("says when a preferred warehouse goes before a better score", () => {
    const inventory = [stock("near", "A", 5), stock("far", "A", 9)];
    const settings = { preferred_warehouse_id: "far" };
    const { headline, alternatives } = explain(decide(input({ warehouses, inventory, settings })), nameOf);
    expect(headline).toBe("Fargo ships this order.");
    expect(alternatives.map(({ says }) => says)).toEqual(["Wichita scores 1.00, but Fargo is preferred."]);
  });

  it("says what is missing when nothing ships", () => {
    const inventory = [stock("near", "A", 3)];
    expect(explain(decide(input({ warehouses, inventory })), nameOf)).toEqual({
      headline: "No warehouse has everything that was ordered.",
      because: ["2 units of A are in stock nowhere.", "3 units of A do not ship for now."],
      alternatives: [
        { warehouse_id: "near", says: "Wichita has only 3 units of the order." },
        { warehouse_id: "far", says: "Fargo has none of the items." },
      ],
    });
  });

  it("names every warehouse of a split", () => {
    const inventory = [stock("near", "A", 3), stock("far", "A", 2), stock("east", "A", 2)];
    const all = [...warehouses, warehouse("east", { longitude: -74 })];
    expect(explain(decide(input({ warehouses: all, inventory })), nameOf)).toEqual({
      headline: "Wichita and Fargo ship this order together.",
      because: ["Wichita ships 3 units.", "Fargo ships 2 units."],
      alternatives: [
        { warehouse_id: "far", says: "Fargo ships a part of the order." },
        { warehouse_id: "east", says: "Newark has only 2 units of the order." },
      ],
    });
  });

  it("asks for a person where someone has to choose", () => {
    const decision = decide(input({ warehouses, inventory: [stock("near", "A", 3)] }));
    expect(explain({ ...decision, outcome: "needs_review" }, nameOf).headline).toBe(
      "No warehouse has everything that was ordered. Someone has to choose.",
    );
  });

  it("names what a partial shipment leaves behind", () => {
    const inventory = [stock("near", "A", 1), stock("far", "A", 3)];
    const settings = { partial: "ship_available", split: { policy: "never" } } as const;
    const explanation = explain(decide(input({ warehouses, inventory, settings })), nameOf);
    expect(explanation.headline).toBe("Fargo ships what is in stock of this order.");
    expect(explanation.because.at(-1)).toBe("2 units of A do not ship for now.");
    expect(explanation.alternatives[0]?.says).toBe("Wichita can ship only 1 unit, Fargo 3.");
  });

  it("says that the cost was left out where no rate applies", () => {
    const order = { currency: "EUR", lines: [line("A", 1)] };
    const { because } = explain(
      decide(input({ order, warehouses, inventory: [stock("far", "A", 9)] })),
      nameOf,
    );
    expect(because).toContain(
      "No rate applies, so the cost was left out and the other scores count for more.",
    );
  });

  it("has a sentence of its own for every reason", () => {
    const decision = decide(input({ warehouses, inventory: [stock("near", "A", 5)] }));
    const [alternative] = decision.alternatives;
    if (!alternative) throw new Error("no alternative");
    const alternatives = exclusionReasons.map((excluded) => ({ ...alternative, excluded }));
    const says = explain({ ...decision, alternatives }, nameOf).alternatives.map((one) => one.says);
    const headlines = outcomeReasons.map(
      (reason) =>
        explain({ ...decision, allocations: [], selected_warehouse_id: null, reason }, nameOf).headline,
    );
    expect(new Set([...says, ...headlines]).size).toBe(exclusionReasons.length + outcomeReasons.length);
  });
});
