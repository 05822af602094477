import type { Channel } from "./channel.ts";

export interface SaveBars {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  leaveConfirmation(): Promise<void>;
}

/** <ui-save-bar> and forms with data-save-bar: the admin shows the bar, its buttons act in the app. */
export function defineSaveBar(channel: Channel): SaveBars {
  const shown: SaveBar[] = [];
  const leaving = new Map<number, (leave: boolean) => void>();
  let dirtyForm: HTMLFormElement | null = null;
  let requests = 0;
  const tell = () => {
    const saving = shown.at(-1)?.save?.hasAttribute("loading") ?? false;
    channel.send({ type: "save-bar", shown: shown.length > 0 || dirtyForm !== null, saving });
  };

  class SaveBar extends HTMLElement {
    readonly observer = new MutationObserver(tell);
    get showing() {
      return shown.includes(this);
    }
    get save() {
      return this.querySelector<HTMLElement>("button[variant=primary]");
    }
    get discard() {
      return this.querySelector<HTMLElement>("button:not([variant=primary])");
    }
    connectedCallback() {
      this.observer.observe(this, { childList: true, subtree: true, attributes: true });
    }
    disconnectedCallback() {
      this.observer.disconnect();
      void this.hide();
    }
    show() {
      if (!this.showing) {
        shown.push(this);
        tell();
        this.dispatchEvent(new Event("show"));
      }
      return Promise.resolve();
    }
    hide() {
      if (this.showing) {
        shown.splice(shown.indexOf(this), 1);
        tell();
        this.dispatchEvent(new Event("hide"));
      }
      return Promise.resolve();
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
  }
  customElements.define("ui-save-bar", SaveBar);

  const setDirty = (form: HTMLFormElement | null) => {
    dirtyForm = form;
    tell();
  };
  const watched = (event: Event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    return form?.hasAttribute("data-save-bar") === true ? form : null;
  };
  for (const type of ["input", "change"])
    document.addEventListener(type, (event) => {
      const form = watched(event);
      if (form) setDirty(form);
    });
  for (const type of ["submit", "reset"])
    document.addEventListener(type, (event) => {
      if (watched(event)) setDirty(null);
    });

  channel.on("save-bar-click", ({ which }) => {
    const bar = shown.at(-1);
    if (bar) (which === "save" ? bar.save : bar.discard)?.click();
    else if (which === "save") dirtyForm?.requestSubmit();
    else dirtyForm?.reset();
  });
  channel.on("leave-answer", ({ request, leave }) => leaving.get(request)?.(leave));

  const byId = (id: string) => {
    const bar = document.getElementById(id);
    if (!(bar instanceof SaveBar)) throw new Error(`App Bridge: no ui-save-bar with id ${id}`);
    return bar;
  };
  return {
    show: (id) => byId(id).show(),
    hide: (id) => byId(id).hide(),
    toggle: (id) => byId(id).toggle(),
    leaveConfirmation: () =>
      new Promise((resolve) => {
        requests += 1;
        leaving.set(requests, (leave) => {
          if (leave) resolve();
        });
        channel.send({ type: "leave", request: requests });
      }),
  };
}
