import { z } from "zod";

const mostOrders = 250;
const message = "Choose the orders.";

/** Ids of the orders somebody chose in a list, with commas; more than a page of them is no choice of a person. */
export const orderIdList = z
  .string(message)
  .transform((text) => text.split(","))
  .pipe(z.array(z.uuid(message)).max(mostOrders, `Choose at most ${mostOrders} orders.`));
