import { expect, test } from "vitest";
import { readBody } from "./read-body.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, ...{ duplex: "half" } });

test("a body within the limit comes back byte for byte", async () => {
  const bytes = Uint8Array.from([0, 255, 10, 13, 195, 40]);
  expect(await readBody(post(bytes), 6)).toEqual(Buffer.from(bytes));
  expect(await readBody(post(""), 6)).toHaveLength(0);
});

test("one byte more than allowed is too much", async () => {
  expect(await readBody(post(new Uint8Array(7)), 6)).toBeUndefined();
});

test("a body that claims to be too large is not read", async () => {
  const request = post("{}", { "content-length": "7" });
  expect(await readBody(request, 6)).toBeUndefined();
  expect(request.bodyUsed).toBe(false);
});

test("a body that hides its length is cut off at the limit", async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  expect(await readBody(post(endless), 10_000)).toBeUndefined();
  expect(sent).toBeLessThan(20);
});
