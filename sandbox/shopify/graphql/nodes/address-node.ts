import { gid } from "../../lib/ids.ts";
import type { Order, OrderAddress } from "../../orders/order.ts";
import type { GraphNode } from "../node.ts";

export function mailingAddressNode(address: OrderAddress): GraphNode {
  return {
    __typename: "MailingAddress",
    id: gid("MailingAddress", address.id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    country: address.country,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    phone: address.phone,
    latitude: address.latitude,
    longitude: address.longitude,
    coordinatesValidated: address.latitude !== null,
    validationResultSummary: address.latitude === null ? "WARNING" : "NO_ISSUES",
    formattedArea: `${address.city} ${address.provinceCode}, ${address.country}`,
  };
}

export function customerNode(order: Order): GraphNode | null {
  if (order.customerId === null) return null;
  return {
    __typename: "Customer",
    id: gid("Customer", order.customerId),
    legacyResourceId: order.customerId,
    firstName: order.shippingAddress?.firstName ?? null,
    lastName: order.shippingAddress?.lastName ?? null,
    email: order.email,
    phone: order.phone,
  };
}
