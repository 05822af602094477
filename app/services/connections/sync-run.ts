import type { TrackstarAccess, TrackstarConnection } from "#app/clients/trackstar/index.server.ts";
import type { Connection } from "#app/db/connections.server.ts";
import type { SyncEnd } from "#app/db/syncs.server.ts";
import { minutes } from "#app/lib/duration.ts";
import type { ShopContext } from "#app/services/shop-context.ts";

/** One run of one kind of sync. */
export interface SyncRun {
  readonly ctx: ShopContext;
  readonly connection: Connection;
  /** What Trackstar said of the connection when the run began. */
  readonly remote: TrackstarConnection;
  readonly access: TrackstarAccess;
  /** By the database's clock, as is every row's time. */
  readonly startedAt: Date;
  readonly previousStartedAt: Date | null;
}

export type Sync = (run: SyncRun) => Promise<SyncEnd>;

export const completed = (items: number, message: string | null = null): SyncEnd => ({
  status: "completed",
  items,
  message,
});

export const waiting = (message: string): SyncEnd => ({ status: "pending", items: 0, message });

export const firstReadWait = "Trackstar is still reading this WMS for the first time.";
export const customerWait = "The account has several customers; choose which one this shop is.";

/** Nothing is read before it is known whose records they are. */
export const needsCustomer = ({ warehouseCustomers, warehouseCustomerId }: Connection): boolean =>
  warehouseCustomers.length > 1 && warehouseCustomerId === null;

/** Our clock and Trackstar's may differ, and a page may be written while it is read. */
const overlap = minutes(10);

/** From when on an incremental read looks; undefined for a first, full one. */
export const changedSince = ({ previousStartedAt }: SyncRun): Date | undefined =>
  previousStartedAt === null ? undefined : new Date(previousStartedAt.getTime() - overlap);

export const canDo = ({ available_actions: actions }: TrackstarConnection, action: string): boolean =>
  actions === null || actions.includes(action);
