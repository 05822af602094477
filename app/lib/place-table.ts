import type { Point } from "./geo.ts";

/** A sorted map from place keys ("90001", "900", "H2X", "US-CA") to points, readable without unpacking it. */
export interface PlaceTable {
  size: number;
  find: (key: string) => Point | null;
}

const keyLength = 5;
const rowLength = keyLength + 6;
const degreeSteps = 10_000;
// Steps of 1e-4 degrees (11 m) fit 24 bits with a sign: 1,800,000 < 2^23.
const signBit = 2 ** 23;

/** Packs places, at most five ASCII characters a key, into rows of 11 bytes sorted by key. */
export function packPlaces(places: ReadonlyMap<string, Point>): Uint8Array {
  const rows = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
  const bytes = new Uint8Array(rows.length * rowLength);
  rows.forEach(([key, point], at) => {
    if (key.length > keyLength) throw new Error(`place key too long: ${key}`);
    const start = at * rowLength;
    bytes.set(new TextEncoder().encode(key.padEnd(keyLength, " ")), start);
    writeDegrees(bytes, start + keyLength, point.latitude);
    writeDegrees(bytes, start + keyLength + 3, point.longitude);
  });
  return bytes;
}

/** Reads what `packPlaces` wrote; a look-up is a binary search over the bytes themselves. */
export function openPlaces(bytes: Uint8Array): PlaceTable {
  const size = bytes.length / rowLength;
  if (!Number.isInteger(size)) throw new Error("the place table is cut short");
  return { size, find: (key) => readPoint(bytes, findRow(bytes, size, key)) };
}

function findRow(bytes: Uint8Array, size: number, key: string): number | null {
  const wanted = key.padEnd(keyLength, " ");
  let low = 0;
  let high = size - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareKey(bytes, middle * rowLength, wanted);
    if (order === 0) return wanted.length === keyLength ? middle : null;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

function compareKey(bytes: Uint8Array, start: number, wanted: string): number {
  for (let at = 0; at < keyLength; at += 1) {
    const difference = byteAt(bytes, start + at) - wanted.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return 0;
}

function readPoint(bytes: Uint8Array, row: number | null): Point | null {
  if (row === null) return null;
  const start = row * rowLength + keyLength;
  return { latitude: readDegrees(bytes, start), longitude: readDegrees(bytes, start + 3) };
}

function writeDegrees(bytes: Uint8Array, start: number, degrees: number): void {
  const steps = Math.round(degrees * degreeSteps) + signBit;
  bytes.set([steps >> 16, (steps >> 8) & 255, steps & 255], start);
}

function readDegrees(bytes: Uint8Array, start: number): number {
  const steps = (byteAt(bytes, start) << 16) | (byteAt(bytes, start + 1) << 8) | byteAt(bytes, start + 2);
  return (steps - signBit) / degreeSteps;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Error("read past the end of the place table");
  return byte;
}
