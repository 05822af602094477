import fc from "fast-check";
import { expect, it } from "vitest";
import { withoutSecrets } from "./without-secrets.ts";

const secret = "trackstar_ey_very_secret_1234567890";

it("removes secrets under any of their names, at any depth", () => {
  const body = {
    data: { access_token: secret, deep: [{ accessToken: secret }, { "api-key": secret }] },
    previous_attributes: { "data.access_token": secret },
  };
  expect(JSON.stringify(withoutSecrets(body))).not.toContain(secret);
});

it("removes the same text where it appears under another name, or as one", () => {
  const body = { data: { access_token: secret, url: `https://x.test/?t=${secret}`, [secret]: 1 } };
  expect(JSON.stringify(withoutSecrets(body))).not.toContain(secret);
});

it("leaves everything else as it was", () => {
  const body = {
    event_type: "order.updated",
    data: { id: 7, tracking_number: "1Z", tags: [null, true, 1.5] },
  };
  expect(withoutSecrets(body)).toEqual(body);
});

it("lets no planted secret through, whatever the rest looks like", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (around, inside) => {
      const body = { around, data: { access_token: secret, inside, note: `was ${secret}` } };
      expect(JSON.stringify(withoutSecrets(body))).not.toContain(secret);
    }),
  );
});
