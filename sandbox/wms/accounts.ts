import { demoAccounts, demoWarehouses } from "#sandbox/demo/warehouses.ts";

export interface WmsWarehouse {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly address1: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

export interface WmsCustomer {
  readonly id: string;
  readonly name: string;
}

/** One login at one WMS, with the habits real ones differ by. */
export interface WmsAccount {
  readonly account: string;
  readonly integrationName: string;
  readonly displayName: string;
  /** What a person types in the Link window. Nothing secret: it opens a demo store. */
  readonly credential: string;
  readonly warehouses: readonly WmsWarehouse[];
  /** Merchants sharing the account; empty when it belongs to one merchant. */
  readonly customers: readonly WmsCustomer[];
  readonly whenOutOfStock: "refuse" | "backorder";
  readonly sameOrderNumberTwice: "refuse" | "accept";
  readonly choosesWarehouseItself: boolean;
  readonly cancelPossibleUntil: "picking" | "shipping";
  readonly reportsSellable: boolean;
}

const sharedWarehouses: readonly WmsWarehouse[] = [
  { id: "wh-shared-west", name: "Shared West", code: "SHW", address1: "70 Rail Spur", city: "Salt Lake City", state: "UT", postalCode: "84104", country: "US" },
  { id: "wh-shared-south", name: "Shared South", code: "SHS", address1: "9 Terminal Court", city: "Atlanta", state: "GA", postalCode: "30336", country: "US" },
]; // prettier-ignore

const sharedCustomers: readonly WmsCustomer[] = [
  { id: "cust-hearth-field", name: "Hearth & Field" },
  { id: "cust-plain-goods", name: "Plain Goods" },
  { id: "cust-quay-supply", name: "Quay Supply" },
];

const habits = {
  northline: { sameOrderNumberTwice: "refuse", cancelPossibleUntil: "shipping", reportsSellable: true },
  harborside: { sameOrderNumberTwice: "accept", cancelPossibleUntil: "picking", reportsSellable: false },
} as const;

const ownAccounts = demoAccounts.map((demo): WmsAccount => ({
  ...demo,
  ...habits[demo.account],
  credential: `demo-${demo.account}-key`,
  warehouses: demoWarehouses.filter((warehouse) => warehouse.account === demo.account),
  customers: [],
  whenOutOfStock: "refuse",
  choosesWarehouseItself: false,
}));

const sharedAccount: WmsAccount = {
  account: "threepl-shared",
  integrationName: "threepl-shared",
  displayName: "Shared 3PL",
  credential: "demo-threepl-shared-key",
  warehouses: sharedWarehouses,
  customers: sharedCustomers,
  whenOutOfStock: "backorder",
  sameOrderNumberTwice: "accept",
  choosesWarehouseItself: true,
  cancelPossibleUntil: "shipping",
  reportsSellable: true,
};

export const wmsAccounts: readonly WmsAccount[] = [...ownAccounts, sharedAccount];

/** Finds an account by its own name or by the name of its integration. */
export function findAccount(name: string): WmsAccount | undefined {
  return wmsAccounts.find((each) => each.account === name || each.integrationName === name);
}

export function accountNamed(name: string): WmsAccount {
  const account = findAccount(name);
  if (!account) throw new Error(`No WMS account is called ${name}`);
  return account;
}
