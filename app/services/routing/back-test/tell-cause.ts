import type { Cause } from "./compare.ts";

interface ToldCause {
  readonly label: string;
  readonly sentence: string;
}

const told: Record<Cause | "person", ToldCause> = {
  setup: { label: "Setup", sentence: "This setup decides it otherwise." },
  stock: { label: "Stock", sentence: "Earlier orders of the replay had left other stock." },
  capacity: { label: "Daily capacity", sentence: "A warehouse was full on one side and not on the other." },
  order_changed: { label: "Order changed", sentence: "The order has changed since it was decided." },
  rejected: { label: "Rejection", sentence: "A warehouse had rejected the order on one side only." },
  setup_changed: { label: "Setup changed", sentence: "Rules or settings have changed since the decision." },
  pick_window: {
    label: "Pick window",
    sentence: "It was assigned together with its pick window; a replay decides orders one by one.",
  },
  warehouse_changed: { label: "Warehouse changed", sentence: "A warehouse has changed since the decision." },
  stock_age: { label: "Stock age", sentence: "Stock figures were too old; a replay takes them as fresh." },
  retried: {
    label: "Decided at another time",
    sentence: "The two sides looked at the order at other times.",
  },
  unexplained: { label: "Unexplained", sentence: "Nothing that was recorded explains it." },
  person: { label: "Chosen by a person", sentence: "A person chose the warehouse; the replay keeps that." },
};

/** Why a replay differs, as a person reads it. */
export const tellCause = (cause: string): ToldCause =>
  new Map<string, ToldCause>(Object.entries(told)).get(cause) ?? told.unexplained;
