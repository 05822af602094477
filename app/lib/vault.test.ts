import fc from "fast-check";
import { expect, test } from "vitest";
import { makeVault, SealError, type VaultKey } from "./vault.ts";

const key = (id: string) =>
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes): VaultKey => ({ id, key: bytes }));
const place = fc.tuple(fc.string(), fc.string(), fc.string()).map((parts) => parts.join("."));

test("a sealed text opens where it was sealed and does not show what is inside", async () => {
  await fc.assert(
    fc.asyncProperty(key("k1"), fc.string({ unit: "grapheme" }), place, async (k, plain, where) => {
      const vault = makeVault([k]);
      const sealed = await vault.encrypt(plain, where);
      expect(await vault.decrypt(sealed, where)).toBe(plain);
      if (plain.length > 8) expect(sealed).not.toContain(plain);
    }),
  );
});

test("the same text is sealed differently every time", async () => {
  const vault = makeVault([{ id: "k1", key: new Uint8Array(32) }]);
  expect(await vault.encrypt("token", "t.c.1")).not.toBe(await vault.encrypt("token", "t.c.1"));
});

test("a sealed text is refused at any other place", async () => {
  await fc.assert(
    fc.asyncProperty(key("k1"), fc.string(), place, place, async (k, plain, where, elsewhere) => {
      fc.pre(where !== elsewhere);
      const vault = makeVault([k]);
      const sealed = await vault.encrypt(plain, where);
      await expect(vault.decrypt(sealed, elsewhere)).rejects.toThrow(SealError);
    }),
  );
});

test("a change of any character is refused", async () => {
  const replacement = fc.stringMatching(/^[\w.-]$/);
  await fc.assert(
    fc.asyncProperty(key("k1"), fc.string(), fc.nat(), replacement, async (k, plain, at, character) => {
      const vault = makeVault([k]);
      const sealed = await vault.encrypt(plain, "t.c.1");
      const index = at % sealed.length;
      const forged = sealed.slice(0, index) + character + sealed.slice(index + 1);
      fc.pre(!sameBytes(forged, sealed));
      await expect(vault.decrypt(forged, "t.c.1")).rejects.toThrow(SealError);
    }),
  );
});

/** The last character of a base64url text may carry bits that mean nothing. */
function sameBytes(left: string, right: string): boolean {
  const bytes = (text: string) =>
    text.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));
  return bytes(left).join(".") === bytes(right).join(".") && left.length === right.length;
}

test("after a rotation old texts open, new ones use the new key, and a dropped key opens nothing", async () => {
  await fc.assert(
    fc.asyncProperty(key("old"), key("new"), fc.string(), async (older, newer, plain) => {
      const sealedBefore = await makeVault([older]).encrypt(plain, "t.c.1");
      const rotated = makeVault([newer, older]);
      const sealedAfter = await rotated.encrypt(plain, "t.c.1");

      expect(await rotated.decrypt(sealedBefore, "t.c.1")).toBe(plain);
      expect(await makeVault([newer]).decrypt(sealedAfter, "t.c.1")).toBe(plain);
      await expect(makeVault([newer]).decrypt(sealedBefore, "t.c.1")).rejects.toThrow(SealError);
    }),
  );
});

test.each(["", "plain text", "a.b.c.d.e", "eyJhbGciOiJub25lIn0..a.b.c"])(
  "what was never sealed is refused: %j",
  async (text) => {
    const vault = makeVault([{ id: "k1", key: new Uint8Array(32) }]);
    await expect(vault.decrypt(text, "t.c.1")).rejects.toThrow(SealError);
  },
);
