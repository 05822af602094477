import { config } from "#app/config.server.ts";
import { makeConnectionCalls } from "./connections.server.ts";
import { makeOrderCalls } from "./orders.server.ts";
import { makeReads } from "./reads.server.ts";
import { makeHttp, type TrackstarSettings } from "./request.server.ts";

export { isTrackstarError, TrackstarError, unavailable } from "./errors.ts";
export type { NewOrder } from "./orders.server.ts";
export type { TrackstarAccess } from "./request.server.ts";
export type {
  TrackstarConnection,
  TrackstarInventoryItem,
  TrackstarOrder,
  TrackstarProduct,
  TrackstarQuantities,
  TrackstarWarehouse,
  TrackstarWarehouseCustomer,
} from "./records.ts";

function connectTrackstar(settings: TrackstarSettings) {
  const http = makeHttp(settings);
  return { ...makeConnectionCalls(http), ...makeReads(http), ...makeOrderCalls(http) };
}

export const {
  createLinkToken,
  exchangeCode,
  getConnection,
  checkKey,
  deleteConnection,
  forceSync,
  listWarehouses,
  listWarehouseCustomers,
  listInventory,
  listProducts,
  listOrders,
  findOrders,
  createOrder,
  cancelOrder,
} = connectTrackstar(config.trackstar);
