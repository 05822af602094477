import { post } from "./api.ts";
import { byId } from "./dom.ts";
import { connectFrame, isPageSettings } from "./frame.ts";
import { startPanel } from "./panel.ts";

const settings: unknown = JSON.parse(byId("settings").textContent);
if (!isPageSettings(settings)) throw new Error("the page came without its settings");

const frame = document.getElementById("app");
if (frame instanceof HTMLIFrameElement) connectFrame(frame, settings);

const choice = byId("shop-choice");
choice.addEventListener("change", () => {
  if (choice instanceof HTMLSelectElement) location.assign(choice.value);
});

document.getElementById("install")?.addEventListener("click", () => {
  void post("/install", { shop: settings.shop }).then(() => location.assign(settings.base));
});

const wide = matchMedia("(min-width: 1100px)");
const toggle = byId("panel-toggle");
const showPanel = (open: boolean) => {
  document.body.toggleAttribute("data-panel", open);
  toggle.setAttribute("aria-expanded", String(open));
};
toggle.addEventListener("click", () => {
  const open = !document.body.hasAttribute("data-panel");
  if (wide.matches) localStorage.setItem("panel", open ? "open" : "closed");
  showPanel(open);
});
showPanel(wide.matches && localStorage.getItem("panel") !== "closed");

startPanel(byId("panel"), settings);
