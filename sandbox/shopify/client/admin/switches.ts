import { get, post } from "./api.ts";
import { field, h } from "./dom.ts";
import type { PageSettings } from "./frame.ts";
import type { Run } from "./panel.ts";

const switches = [
  ["duplicate", "Send every delivery twice"],
  ["disorder", "Shuffle deliveries"],
  ["wrongSecret", "Sign with a wrong secret"],
  ["badJson", "Cut bodies short"],
  ["drop", "Lose deliveries"],
] as const;

/** Switches for what may go wrong between the shop and the app. */
export function faultSwitches({ shop }: PageSettings, run: Run): HTMLElement {
  const boxes = switches.map(([name, label]) => {
    const box = h("input", { type: "checkbox" });
    const set = () => post("/faults", { shop, [name]: box.checked });
    box.addEventListener("change", () => run(box.checked ? `${label}: on` : `${label}: off`, set));
    return { name, box, element: h("label", { class: "check" }, box, h("span", {}, label)) };
  });
  const delay = h("input", { type: "number", min: 0, max: 3600, value: 0, class: "tiny" });
  delay.addEventListener("change", () => {
    run(`Delay: ${delay.value} s`, () => post("/faults", { shop, delayMs: Number(delay.value) * 1000 }));
  });
  void get("faults", `/faults?shop=${shop}`).then((faults) => {
    for (const { name, box } of boxes) box.checked = faults[name];
    delay.value = String(faults.delayMs / 1000);
  });
  return h("div", { class: "stack" }, ...boxes.map((each) => each.element), field("Delay, seconds", delay));
}
