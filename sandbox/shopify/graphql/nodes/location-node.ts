import { gid } from "../../lib/ids.ts";
import type { Location } from "../../store/locations.ts";
import type { GraphNode } from "../node.ts";
import { time } from "./values.ts";

export function locationNode(location: Location): GraphNode {
  return {
    __typename: "Location",
    id: gid("Location", location.id),
    legacyResourceId: location.id,
    name: location.name,
    isActive: true,
    fulfillsOnlineOrders: true,
    shipsInventory: true,
    isFulfillmentService: false,
    hasActiveInventory: true,
    addressVerified: true,
    createdAt: time(location.createdAt),
    updatedAt: time(location.createdAt),
    deactivatedAt: null,
    fulfillmentService: null,
    address: () => ({
      address1: location.address1,
      address2: null,
      city: location.city,
      province: location.province,
      provinceCode: location.provinceCode,
      country: "United States",
      countryCode: location.countryCode,
      zip: location.zip,
      phone: null,
      latitude: location.latitude,
      longitude: location.longitude,
      formatted: [location.address1, `${location.city} ${location.provinceCode} ${location.zip}`],
    }),
  };
}
