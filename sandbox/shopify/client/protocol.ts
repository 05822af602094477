/** What the app's frame and the admin page say to each other by postMessage. Only types: erased when served. */

export interface NavItem {
  readonly label: string;
  readonly path: string;
  /** The app's own start page; the admin shows it as the app's name. */
  readonly home: boolean;
}

export interface BarButton {
  readonly index: number;
  readonly label: string;
  readonly primary: boolean;
  readonly critical: boolean;
  readonly disabled: boolean;
  readonly loading: boolean;
}

export interface TitleBar {
  readonly title: string;
  readonly buttons: readonly BarButton[];
}

export type FromFrame =
  | { readonly type: "ready"; readonly path: string }
  | { readonly type: "path"; readonly path: string }
  | { readonly type: "token"; readonly request: number }
  | { readonly type: "nav"; readonly items: readonly NavItem[] }
  | { readonly type: "title-bar"; readonly bar: TitleBar | null }
  | { readonly type: "save-bar"; readonly shown: boolean; readonly saving: boolean }
  | { readonly type: "loading"; readonly on: boolean }
  | {
      readonly type: "toast";
      readonly id: string;
      readonly message: string;
      readonly isError: boolean;
      readonly action: string | null;
      readonly duration: number;
    }
  | { readonly type: "toast-hide"; readonly id: string }
  | { readonly type: "leave"; readonly request: number }
  | { readonly type: "modal"; readonly open: boolean }
  | { readonly type: "open"; readonly url: string };

export type FromAdmin =
  | { readonly type: "token"; readonly request: number; readonly token: string }
  | { readonly type: "navigate"; readonly path: string }
  | { readonly type: "title-bar-click"; readonly index: number }
  | { readonly type: "save-bar-click"; readonly which: "save" | "discard" }
  | { readonly type: "toast-action"; readonly id: string }
  | { readonly type: "toast-dismiss"; readonly id: string }
  | { readonly type: "leave-answer"; readonly request: number; readonly leave: boolean };

/** Marks our messages among whatever else is posted to a window. */
export interface Envelope<T> {
  readonly swyftSandbox: T;
}
