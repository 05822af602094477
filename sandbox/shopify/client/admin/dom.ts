type Child = Node | string | null | false;
type Props = Readonly<Record<string, string | boolean | number | (() => void)>>;

/** Builds an element: attributes by name, functions as event listeners ("onclick"), text as children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export const button = (label: string, onclick: () => void, kind = "") =>
  h("button", { type: "button", class: `button ${kind}`.trim(), onclick }, label);

/** A labelled control in one column. */
export const field = (label: string, control: HTMLElement) =>
  h("label", { class: "field" }, h("span", {}, label), control);

/** Asks in a dialog; answers whether the person agreed. */
export function confirmed(heading: string, text: string, agree: string): Promise<boolean> {
  const dialog = byId("confirm");
  if (!(dialog instanceof HTMLDialogElement)) throw new Error("#confirm is not a dialog");
  return new Promise((resolve) => {
    const close = (answer: boolean) => {
      dialog.close();
      resolve(answer);
    };
    dialog.replaceChildren(
      h("h2", {}, heading),
      h("p", {}, text),
      h(
        "div",
        { class: "actions" },
        button("Stay", () => close(false)),
        button(agree, () => close(true), "danger"),
      ),
    );
    dialog.oncancel = () => resolve(false);
    dialog.showModal();
  });
}
