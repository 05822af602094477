import { z } from "zod";
import { type Destination, destinations } from "#sandbox/demo/destinations.ts";
import { placeOfZip } from "../lib/places.ts";
import { pick } from "../lib/random.ts";
import type { OrderAddress } from "./order.ts";

export const AddressInput = z.object({
  firstName: z.string(),
  lastName: z.string(),
  company: z.string().nullable(),
  address1: z.string(),
  address2: z.string().nullable(),
  city: z.string(),
  province: z.string(),
  provinceCode: z.string(),
  country: z.string(),
  countryCode: z.string().length(2),
  zip: z.string(),
  phone: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});

type Place = Pick<OrderAddress, "city" | "province" | "provinceCode" | "zip" | "latitude" | "longitude">;

/** The address of a demo order: at the ZIP asked for, else one of the demo destinations; `wishes` win. */
export function sampleAddress(
  order: { id: string; number: number; random: () => number },
  zip: string | undefined,
  wishes: Partial<z.infer<typeof AddressInput>> = {},
): OrderAddress {
  const wantedZip = zip ?? wishes.zip;
  const place =
    wantedZip === undefined ? destinationPlace(pick(destinations, order.random)) : zipPlace(wantedZip);
  return {
    id: order.id,
    firstName: "Recipient",
    lastName: String(order.number),
    company: null,
    address1: `${100 + (order.number % 900)} Main Street`,
    address2: null,
    country: "United States",
    countryCode: "US",
    phone: null,
    ...place,
    ...wishes,
  };
}

const destinationPlace = (destination: Destination): Place => ({
  ...zipPlace(destination.postalCode),
  city: destination.city,
  province: destination.stateName,
  provinceCode: destination.state,
});

/** A ZIP that does not exist keeps its text and has no place, as a shop that could not locate it. */
function zipPlace(zip: string): Place {
  const place = placeOfZip(zip.slice(0, 5));
  if (!place)
    return { city: "Unknown", province: "", provinceCode: "", zip, latitude: null, longitude: null };
  const { city, latitude, longitude } = place;
  return { city, province: place.stateName, provinceCode: place.stateCode, zip, latitude, longitude };
}
