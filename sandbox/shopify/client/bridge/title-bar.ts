import type { BarButton } from "../protocol.ts";
import type { Channel } from "./channel.ts";

/** <ui-title-bar>: title and buttons shown by the admin above the frame. Inside a modal it belongs to the modal. */
export function defineTitleBar(channel: Channel): void {
  const bars: HTMLElement[] = [];
  const controlsOf = (bar: HTMLElement) => [...bar.querySelectorAll<HTMLElement>("button, a")];
  const buttonOf = (control: HTMLElement, index: number): BarButton => ({
    index,
    label: control.textContent.trim(),
    primary: control.getAttribute("variant") === "primary",
    critical: control.getAttribute("tone") === "critical",
    disabled: control.hasAttribute("disabled"),
    loading: control.hasAttribute("loading"),
  });
  const tell = () => {
    const bar = bars.at(-1);
    const title = bar?.getAttribute("title") ?? "";
    channel.send({
      type: "title-bar",
      bar: bar ? { title, buttons: controlsOf(bar).map(buttonOf) } : null,
    });
  };
  class TitleBar extends HTMLElement {
    readonly observer = new MutationObserver(tell);
    connectedCallback() {
      if (this.closest("ui-modal")) return;
      bars.push(this);
      this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
      tell();
    }
    disconnectedCallback() {
      this.observer.disconnect();
      const at = bars.indexOf(this);
      if (at >= 0) bars.splice(at, 1);
      tell();
    }
  }
  customElements.define("ui-title-bar", TitleBar);
  channel.on("title-bar-click", ({ index }) => {
    const bar = bars.at(-1);
    if (bar) controlsOf(bar)[index]?.click();
  });
}
