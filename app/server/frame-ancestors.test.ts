import { expect, test } from "vitest";
import { ancestorsOf, withFrameAncestors } from "./frame-ancestors.ts";

test("the shop in the address and Shopify admin may frame a page, nobody else", () => {
  expect(ancestorsOf("/app?shop=demo.myshopify.com")).toBe(
    "https://demo.myshopify.com https://admin.shopify.com",
  );
  expect(ancestorsOf("/auth/login")).toBe("https://admin.shopify.com");
});

test.each([
  "evil.example",
  "*.myshopify.com",
  "demo.myshopify.com.evil.example",
  "demo.myshopify.com https://evil.example",
  "demo.myshopify.com;script-src *",
  "",
])("a shop that is no Shopify domain is left out: %j", (shop) => {
  expect(ancestorsOf(`/app?shop=${encodeURIComponent(shop)}`)).toBe("https://admin.shopify.com");
});

test("an address that is no URL path still has an answer", () => {
  expect(ancestorsOf("//")).toBe("https://admin.shopify.com");
});

test("a stand-in admin is added", () => {
  expect(ancestorsOf("/", "http://localhost:4000")).toBe("https://admin.shopify.com http://localhost:4000");
});

test("other directives stay, an older frame-ancestors goes", () => {
  expect(withFrameAncestors("default-src 'none'; frame-ancestors *;", "https://a")).toBe(
    "default-src 'none'; frame-ancestors https://a",
  );
  expect(withFrameAncestors(undefined, "https://a")).toBe("frame-ancestors https://a");
});
