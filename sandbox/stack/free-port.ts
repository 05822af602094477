import { randomInt } from "node:crypto";
import getPort from "get-port";

// Below the range the system hands to outgoing connections (32768 up on Linux): a port there could be taken while
// its owner restarts. Random, so that two stacks starting at once rarely try the same one.
const lowest = 15_000;
const highest = 32_000;

/** A port that nobody listens on now, `preferred` if it is one. */
export function findFreePort(preferred?: number): Promise<number> {
  const random = Array.from({ length: 50 }, () => randomInt(lowest, highest));
  return getPort({ port: preferred === undefined ? random : [preferred, ...random], host: "127.0.0.1" });
}
