import { useState } from "react";
import {
  emptyLine,
  type TryOrderErrors,
  type TypedOrder,
} from "#app/services/routing/preview/try-order-form.ts";

type OrderField = Exclude<keyof TypedOrder, "lines" | "setup" | "channel_type">;
type LineField = keyof TypedOrder["lines"][number];

/** The order as it is typed. */
export function useTestOrder(started: TypedOrder, errors: TryOrderErrors) {
  const [order, setOrder] = useState(started);
  const lineKeys = useLineKeys(started.lines.length);

  const changeLine = (at: number, field: LineField, text: string) =>
    setOrder((current) => ({
      ...current,
      lines: current.lines.map((line, index) => (index === at ? { ...line, [field]: text } : line)),
    }));

  return {
    order,
    errors,
    lineKeys: lineKeys.keys,
    change: (field: OrderField, text: string) => setOrder((current) => ({ ...current, [field]: text })),
    choose: (choice: Partial<Pick<TypedOrder, "setup" | "channel_type">>) =>
      setOrder((current) => ({ ...current, ...choice })),
    changeLine,
    addLine: () => {
      lineKeys.add();
      setOrder((current) => ({ ...current, lines: [...current.lines, emptyLine] }));
    },
    removeLine: (at: number) => {
      lineKeys.remove(at);
      setOrder((current) => ({ ...current, lines: current.lines.filter((_, index) => index !== at) }));
    },
  };
}
export type TestOrderState = ReturnType<typeof useTestOrder>;

/** Lines have no id of their own; without one a removed line would leave its text in the next one's field. */
function useLineKeys(count: number) {
  const [{ keys }, setKeys] = useState(() => ({ keys: [...Array(count).keys()], next: count }));
  return {
    keys,
    add: () => setKeys((current) => ({ keys: [...current.keys, current.next], next: current.next + 1 })),
    remove: (at: number) =>
      setKeys((current) => ({ ...current, keys: current.keys.filter((_, index) => index !== at) })),
  };
}
