import type { Channel } from "./channel.ts";

export interface Modals {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

/** <ui-modal>: shown over the app's own frame, with heading and actions from the title bar inside it. */
export function defineModal(channel: Channel): Modals {
  const styled = (tag: string, css: string) => {
    const element = document.createElement(tag);
    element.style.cssText = css;
    return element;
  };
  const dialogCss =
    "border:0;border-radius:12px;padding:0;width:min(620px,calc(100vw - 32px));max-height:calc(100vh - 64px);" +
    "box-shadow:0 20px 60px #0005;background:#fff;color:#1c1f24;font:14px/1.45 system-ui,sans-serif";

  class Modal extends HTMLElement {
    /** Where the app renders the modal's content. */
    readonly content = styled("div", "overflow:auto");
    readonly dialog = this.buildDialog();
    readonly observer = new MutationObserver(() => {
      if (this.dialog.open) this.render();
    });
    connectedCallback() {
      this.observer.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    }
    disconnectedCallback() {
      this.observer.disconnect();
      this.close();
      this.dialog.remove();
    }
    show() {
      if (this.dialog.open) return Promise.resolve();
      if (!this.dialog.isConnected) document.body.append(this.dialog);
      if (this.content.childNodes.length === 0) this.adoptChildren();
      this.render();
      this.dialog.showModal();
      channel.send({ type: "modal", open: true });
      this.dispatchEvent(new Event("show"));
      return Promise.resolve();
    }
    hide() {
      this.close();
      return Promise.resolve();
    }
    toggle() {
      return this.dialog.open ? this.hide() : this.show();
    }
    private close() {
      if (this.dialog.open) this.dialog.close();
    }
    private buildDialog() {
      const dialog = document.createElement("dialog");
      dialog.style.cssText = dialogCss;
      dialog.addEventListener("close", () => {
        channel.send({ type: "modal", open: false });
        this.dispatchEvent(new Event("hide"));
      });
      return dialog;
    }
    /** Plain HTML use: what stands inside the element is the content. */
    private adoptChildren() {
      const bars = ["UI-TITLE-BAR", "UI-SAVE-BAR"];
      this.content.append(...[...this.childNodes].filter((node) => !bars.includes(node.nodeName)));
      const src = this.getAttribute("src");
      if (src === null) return;
      const frame = document.createElement("iframe");
      frame.src = src;
      frame.style.cssText = "border:0;width:100%;height:60vh";
      this.content.append(frame);
    }
    private render() {
      const bar = this.querySelector("ui-title-bar");
      const title = bar?.getAttribute("title") ?? this.getAttribute("heading") ?? "";
      const head = styled(
        "div",
        "display:flex;justify-content:space-between;padding:14px 16px;border-bottom:1px solid #e3e5e8",
      );
      const heading = styled("strong", "font-size:15px");
      heading.textContent = title;
      this.dialog.setAttribute("aria-label", title);
      const close = styled("button", "border:0;background:none;font-size:18px;line-height:1;cursor:pointer");
      close.textContent = "\u00d7";
      close.setAttribute("aria-label", "Close");
      close.addEventListener("click", () => this.close());
      head.append(heading, close);
      const foot = styled(
        "div",
        "display:flex;gap:8px;justify-content:flex-end;padding:12px 16px;border-top:1px solid #e3e5e8",
      );
      const controls = [...(bar?.querySelectorAll<HTMLElement>("button, a") ?? [])];
      const isPrimary = (control: HTMLElement) => control.getAttribute("variant") === "primary";
      const ordered = [...controls.filter((each) => !isPrimary(each)), ...controls.filter(isPrimary)];
      foot.append(...ordered.map((control) => this.actionFor(control)));
      this.dialog.replaceChildren(head, this.content, ...(foot.childNodes.length > 0 ? [foot] : []));
    }
    private actionFor(control: HTMLElement) {
      const primary = control.getAttribute("variant") === "primary";
      const critical = control.getAttribute("tone") === "critical";
      const fill = critical ? "#b42318" : "#0f6e78";
      const button = styled(
        "button",
        `border:1px solid ${primary ? fill : "#c4c9d0"};border-radius:8px;padding:7px 14px;cursor:pointer;font-weight:600;` +
          `background:${primary ? fill : "#fff"};color:${primary ? "#fff" : "#1c1f24"}`,
      );
      button.textContent = control.textContent;
      button.toggleAttribute("disabled", control.hasAttribute("disabled"));
      button.addEventListener("click", () => control.click());
      return button;
    }
  }
  customElements.define("ui-modal", Modal);

  const byId = (id: string) => {
    const modal = document.getElementById(id);
    if (!(modal instanceof Modal)) throw new Error(`App Bridge: no ui-modal with id ${id}`);
    return modal;
  };
  return {
    show: (id) => byId(id).show(),
    hide: (id) => byId(id).hide(),
    toggle: (id) => byId(id).toggle(),
  };
}
