import { expect, test } from "vitest";
import { z } from "zod";
import { badForm, notFound, parseParams, unavailable } from "./http.server.ts";

const Params = z.object({ orderId: z.uuid() });

test("parameters that fit come back typed", () => {
  const orderId = "6a1f6d4e-0d0b-4b8e-9a52-0f1f5c1f8d11";
  expect(parseParams(Params, { orderId })).toEqual({ orderId });
});

test("a malformed parameter is answered like an unknown page", async () => {
  const thrown = attempt(() => parseParams(Params, { orderId: "' or 1=1" }));
  expect(thrown).toBeInstanceOf(Response);
  if (!(thrown instanceof Response)) return;
  expect(thrown.status).toBe(404);
  expect(await thrown.json()).toEqual({ message: "This page does not exist." });
});

test("the answers carry their status", () => {
  expect(notFound("order").status).toBe(404);
  expect(unavailable().status).toBe(503);
  expect(unavailable().headers.get("retry-after")).toBe("5");
  expect(badForm({ reason: ["Say why"] }).status).toBe(400);
});

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
