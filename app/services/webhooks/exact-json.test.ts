import fc from "fast-check";
import { expect, test } from "vitest";
import { parseExactJson } from "./exact-json.ts";

test("a whole number of any length keeps its digits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (id) => {
      const { value } = parseExactJson(`{"value":${id}}`) as { value: unknown };
      expect(String(value)).toBe(String(id));
      expect(typeof value).toBe(Number.isSafeInteger(Number(id)) ? "number" : "string");
    }),
  );
});

test("everything else is what JSON.parse says", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16,}/.test(text) && !/e\+?\d/.test(text));
      expect(parseExactJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test("what is not JSON is refused", () => {
  expect(() => parseExactJson('{"id":')).toThrow(SyntaxError);
});
