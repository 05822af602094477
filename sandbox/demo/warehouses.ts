/** The demo merchant's four warehouses, in two WMS accounts. */
export interface DemoWarehouse {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly account: "northline" | "harborside";
  readonly address1: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
}

export const demoWarehouses: readonly DemoWarehouse[] = [
  { id: "wh-reno", name: "Reno", code: "RNO", account: "northline", address1: "1 Industrial Way", city: "Reno", state: "NV", postalCode: "89502", country: "US" },
  { id: "wh-columbus", name: "Columbus", code: "CMH", account: "northline", address1: "20 Depot Road", city: "Columbus", state: "OH", postalCode: "43217", country: "US" },
  { id: "wh-newark", name: "Newark", code: "EWR", account: "harborside", address1: "5 Port Street", city: "Newark", state: "NJ", postalCode: "07114", country: "US" },
  { id: "wh-dallas", name: "Dallas", code: "DFW", account: "harborside", address1: "300 Freight Lane", city: "Dallas", state: "TX", postalCode: "75212", country: "US" },
]; // prettier-ignore

/** WMS accounts a person can pick in the Link window. */
export const demoAccounts = [
  { account: "northline", integrationName: "northline-wms", displayName: "Northline WMS" },
  { account: "harborside", integrationName: "harborside-wms", displayName: "Harborside WMS" },
] as const;
