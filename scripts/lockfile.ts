/**
 * npm leaves an optional dependency out of the lock file when the registry at hand lacks it, and `npm ci`
 * then refuses that lock everywhere. This adds an entry for each one that is missing.
 *
 *   node scripts/lockfile.ts repair    after every change of the lock file
 *   node scripts/lockfile.ts check     exit 1 when an entry is missing
 *
 * Added entries carry no integrity hash: regenerate the lock where every platform's packages can be had.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { z } from "zod";

const LockEntry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), LockEntry) });
type Lock = z.infer<typeof Lock>;

const osNames = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32", "windows", "aix", "wasi", "wasm32"]; // prettier-ignore
// Longer names first: "arm64" also contains "arm".
const cpuNames = ["arm64", "armv7", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64", "wasm32"]; // prettier-ignore

/** Where Node would look for `name` required by the package at `from`. */
function* lookUpPaths(from: string, name: string): Generator<string> {
  const parts = from === "" ? [] : from.split("/node_modules/");
  for (let depth = parts.length; depth > 0; depth--) {
    yield `${parts.slice(0, depth).join("/node_modules/")}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

const stub = (name: string, version: string, dev: boolean | undefined) => {
  const os = osNames.find((candidate) => name.includes(candidate));
  const cpu = cpuNames.find((candidate) => name.includes(candidate));
  const libc = name.includes("musl") ? ["musl"] : name.endsWith("gnu") ? ["glibc"] : undefined;
  return {
    version: version.replace(/^[\^~]/, ""),
    ...(cpu && { cpu: [cpu === "armv7" ? "arm" : cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc }),
    optional: true,
    ...(os && { os: [os === "windows" ? "win32" : os] }),
  };
};

/** The entries a lock file lacks, by the path they belong at. */
export function missingEntries(lock: Lock): Record<string, ReturnType<typeof stub>> {
  const missing: Record<string, ReturnType<typeof stub>> = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if ([...lookUpPaths(path, name)].some((candidate) => candidate in lock.packages)) continue;
      missing[`node_modules/${name}`] = stub(name, version, entry.dev);
    }
  }
  return missing;
}

function main(mode: string | undefined): void {
  const lock = Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
  const missing = missingEntries(lock);
  const names = Object.keys(missing);
  if (mode === "repair" && names.length > 0) {
    const packages = Object.fromEntries(
      Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, "en")),
    );
    writeFileSync("package-lock.json", `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  }
  console.log(`lock file: ${names.length} entries ${mode === "repair" ? "added" : "missing"}`);
  if (mode === "check" && names.length > 0) {
    console.error(`${names.join("\n")}\nRun: npm run lock:repair`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.argv[2]);
