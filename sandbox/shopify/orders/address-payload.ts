import { gid } from "../lib/ids.ts";
import type { Order, OrderAddress } from "./order.ts";

export function addressPayload(address: OrderAddress) {
  return {
    first_name: address.firstName,
    address1: address.address1,
    phone: address.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: address.lastName,
    address2: address.address2,
    company: address.company,
    latitude: address.latitude,
    longitude: address.longitude,
    name: `${address.firstName} ${address.lastName}`.trim(),
    country_code: address.countryCode,
    province_code: address.provinceCode,
  };
}

/** The buyer as an order carries it; null once the shop has none. */
export function customerPayload(order: Order) {
  if (order.customerId === null) return null;
  return {
    id: BigInt(order.customerId),
    created_at: null,
    updated_at: null,
    first_name: order.shippingAddress?.firstName ?? null,
    last_name: order.shippingAddress?.lastName ?? null,
    state: "disabled",
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: order.email,
    phone: order.phone,
    currency: order.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", order.customerId),
    default_address: defaultAddress(order.customerId, order.shippingAddress),
  };
}

function defaultAddress(customerId: string, address: OrderAddress | null) {
  if (address === null) return null;
  const { latitude: _latitude, longitude: _longitude, ...fields } = addressPayload(address);
  const ids = { id: BigInt(address.id), customer_id: BigInt(customerId) };
  return { ...ids, ...fields, country_name: address.country, default: true };
}
