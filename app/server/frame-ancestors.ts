import type { RequestHandler } from "express";

const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;

/**
 * Says on every answer who may frame it: Shopify admin and the shop the address names. Set where the head is
 * written, because the library's bounce page and the server's own error pages never pass through the app.
 * `extra` (a stand-in for the admin) also drops the preload of a script that is not used then.
 */
export function frameAncestors(extra?: string): RequestHandler {
  return (request, response, next) => {
    const ancestors = ancestorsOf(request.originalUrl, extra);
    const beforeHead = () => {
      const policy = response.getHeader("Content-Security-Policy");
      response.setHeader("Content-Security-Policy", withFrameAncestors(policy, ancestors));
      if (extra !== undefined) response.removeHeader("Link");
    };
    response.writeHead = new Proxy(response.writeHead.bind(response), {
      apply(writeHead, self: unknown, args: unknown[]): unknown {
        beforeHead();
        return Reflect.apply(writeHead, self, args);
      },
    });
    next();
  };
}

/** The sources of frame-ancestors for an address; a shop that is not a Shopify domain is left out. */
export function ancestorsOf(address: string, extra?: string): string {
  const query = address.slice(address.indexOf("?") + 1);
  const shop = new URLSearchParams(query).get("shop") ?? "";
  const own = shopDomain.test(shop) ? [`https://${shop.toLowerCase()}`] : [];
  return [...own, "https://admin.shopify.com", ...(extra === undefined ? [] : [extra])].join(" ");
}

/** The policy with its other directives kept and frame-ancestors replaced. */
export function withFrameAncestors(policy: unknown, ancestors: string): string {
  const directives = typeof policy === "string" ? policy.split(";").map((directive) => directive.trim()) : [];
  const others = directives.filter((directive) => directive !== "" && !/^frame-ancestors\b/i.test(directive));
  return [...others, `frame-ancestors ${ancestors}`].join("; ");
}
