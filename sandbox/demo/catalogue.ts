/** What the demo shop sells: 200 SKUs, the same every run. Both peers read it, so that SKUs agree. */
export interface CatalogueItem {
  readonly sku: string;
  readonly title: string;
  readonly vendor: string;
  readonly grams: number;
  /** Shop money, decimal text, USD. */
  readonly price: string;
}

const kinds = [
  { code: "LAMP", title: "Desk lamp", grams: 1400, cents: 5900 },
  { code: "MUG", title: "Stoneware mug", grams: 420, cents: 1800 },
  { code: "TOTE", title: "Canvas tote", grams: 260, cents: 2400 },
  { code: "THROW", title: "Wool throw", grams: 1150, cents: 8900 },
  { code: "CNDL", title: "Soy candle", grams: 510, cents: 2200 },
  { code: "BOARD", title: "Serving board", grams: 1900, cents: 6400 },
  { code: "VASE", title: "Glass vase", grams: 980, cents: 4100 },
  { code: "TOWEL", title: "Linen towel", grams: 230, cents: 1600 },
  { code: "CLOCK", title: "Wall clock", grams: 1250, cents: 7200 },
  { code: "NOTE", title: "Notebook", grams: 340, cents: 1450 },
] as const;

const finishes = [
  "Oak", "Ash", "Walnut", "Slate", "Sand", "Fern", "Clay", "Ink", "Snow", "Rust",
  "Moss", "Plum", "Honey", "Fog", "Coal", "Sage", "Brick", "Pearl", "Teal", "Amber",
] as const; // prettier-ignore

export const catalogue: readonly CatalogueItem[] = kinds.flatMap((kind, k) =>
  finishes.map((finish, f) => ({
    sku: `${kind.code}-${finish.toUpperCase()}`,
    title: `${kind.title}, ${finish.toLowerCase()}`,
    vendor: k % 2 === 0 ? "Hearth & Field" : "Plain Goods",
    grams: kind.grams + f * 5,
    price: ((kind.cents + f * 25) / 100).toFixed(2),
  })),
);
