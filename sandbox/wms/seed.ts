import { createHash } from "node:crypto";
import { z } from "zod";
import { catalogue, type CatalogueItem } from "#sandbox/demo/catalogue.ts";
import { wmsAccounts, type WmsAccount } from "./accounts.ts";
import { first, run, transaction } from "./sqlite.ts";
import type { WmsStore } from "./store.ts";

const kits = [
  { sku: "KIT-DESK-OAK", name: "Desk set, oak", parts: { "LAMP-OAK": 1, "NOTE-OAK": 2 } },
  { sku: "KIT-TABLE-SAGE", name: "Table set, sage", parts: { "BOARD-SAGE": 1, "MUG-SAGE": 4 } },
  { sku: "KIT-COSY-PLUM", name: "Cosy set, plum", parts: { "THROW-PLUM": 1, "CNDL-PLUM": 2, "MUG-PLUM": 1 } },
] as const;

/** Fills an empty store; a store that has products is left as it is. */
export function seedOnce(store: WmsStore): void {
  const seeded = first(store.db, z.object({ id: z.string() }), "select id from product limit 1");
  if (seeded) return;
  transaction(store.db, () => {
    for (const account of wmsAccounts) seedAccount(store, account);
  });
}

function seedAccount(store: WmsStore, account: WmsAccount): void {
  const owners = account.customers.length > 0 ? account.customers.map((customer) => customer.id) : [null];
  for (const owner of owners) {
    for (const item of catalogue) seedProduct(store, account, owner, item);
    for (const kit of kits) seedKit(store, account, owner, kit);
  }
}

/** Ids differ between accounts and merchants, as they do in real warehouses. */
export function productId(account: string, customerId: string | null, sku: string): string {
  const owner = customerId === null ? account : `${account}-${customerId}`;
  return `prod-${owner}-${sku.toLowerCase()}`;
}

function seedProduct(store: WmsStore, account: WmsAccount, owner: string | null, item: CatalogueItem): void {
  const id = productId(account.account, owner, item.sku);
  insertProduct(store, { id, account: account.account, owner, isKit: false, ...item, name: item.title });
  for (const warehouse of account.warehouses) seedStock(store, id, warehouse.id);
}

function seedKit(
  store: WmsStore,
  account: WmsAccount,
  owner: string | null,
  kit: (typeof kits)[number],
): void {
  const id = productId(account.account, owner, kit.sku);
  insertProduct(store, {
    ...kit,
    id,
    account: account.account,
    owner,
    isKit: true,
    grams: 0,
    price: "120.00",
  });
  for (const [sku, quantity] of Object.entries(kit.parts)) {
    const part = productId(account.account, owner, sku);
    run(store.db, "insert into kit_component values (?, ?, ?)", id, part, quantity);
  }
}

interface NewProduct {
  readonly id: string;
  readonly account: string;
  readonly owner: string | null;
  readonly sku: string;
  readonly name: string;
  readonly grams: number;
  readonly price: string;
  readonly isKit: boolean;
}

function insertProduct(store: WmsStore, item: NewProduct): void {
  const at = store.now().toISOString();
  run(
    store.db,
    `insert into product (id, account, customer_id, sku, name, grams, price, is_kit, created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id, item.account, item.owner, item.sku, item.name, item.grams, item.price, item.isKit ? 1 : 0, at, at,
  ); // prettier-ignore
}

/** Same numbers every run: about one SKU in twelve is not carried, one in fifteen has run out. */
function seedStock(store: WmsStore, productKey: string, warehouseId: string): void {
  const draw = createHash("sha256").update(`${productKey}@${warehouseId}`).digest();
  if (draw.readUInt8(0) % 12 === 0) return;
  const fulfillable = draw.readUInt8(1) % 15 === 0 ? 0 : 20 + (draw.readUInt16BE(2) % 160);
  const unfulfillable = draw.readUInt8(4) % 10 === 0 ? 1 + (draw.readUInt8(5) % 4) : 0;
  run(
    store.db,
    `insert into stock (product_id, warehouse_id, onhand, unfulfillable, fulfillable, updated_at)
     values (?, ?, ?, ?, ?, ?)`,
    productKey, warehouseId, fulfillable + unfulfillable, unfulfillable, fulfillable, store.now().toISOString(),
  ); // prettier-ignore
}
