import { describe, expect, test } from "vitest";
import { z } from "zod";
import { badForm, notFound, parseParams, readForm, unavailable } from "./http.server.ts";

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

describe("a form", () => {
  const Form = z.object({ reason: z.string().min(1, "Say why.") });
  const post = (body: BodyInit, headers: HeadersInit = {}) =>
    new Request("http://localhost/", { method: "POST", body, headers });

  test("comes back typed, or with a message for each field", async () => {
    const sent = (reason: string) => readForm(post(new URLSearchParams({ reason })), Form);
    expect(await sent("too slow")).toEqual({ success: true, data: { reason: "too slow" } });
    expect(await sent("")).toEqual({ success: false, errors: { reason: ["Say why."] } });
  });

  test.each([
    ["JSON", post('{"reason":"x"}', { "content-type": "application/json" })],
    ["a form without its boundary", post("reason=x", { "content-type": "multipart/form-data" })],
    ["no body", new Request("http://localhost/", { method: "POST" })],
  ])("that is %s is a bad form, not a fault", async (_what, request) => {
    expect(await readForm(request, Form)).toMatchObject({
      success: false,
      errors: { form: [expect.stringContaining("not a form")] },
    });
  });
});

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
