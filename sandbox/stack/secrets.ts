import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const Secrets = z.object({
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  superuserPassword: z.string().min(20),
  postgresPassword: z.string().min(20),
  authenticatorPassword: z.string().min(20),
  workerPassword: z.string().min(20),
});
export type Secrets = z.infer<typeof Secrets>;

/** The keys and passwords of one home: made once, kept in a file only its owner reads. */
export async function loadSecrets(home: string): Promise<Secrets> {
  const file = path.join(home, "secrets.json");
  const known = await readFile(file, "utf8").catch(() => undefined);
  if (known !== undefined) return Secrets.parse(JSON.parse(known));
  const made = makeSecrets();
  await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600, flag: "wx" });
  return made;
}

// Hosted keys are opaque: a prefix that names the role, 22 characters of entropy, 8 of checksum.
function makeSecrets(): Secrets {
  return {
    publishableKey: `sb_publishable_${token(22)}_${token(8)}`,
    secretKey: `sb_secret_${token(22)}_${token(8)}`,
    superuserPassword: token(24),
    postgresPassword: token(24),
    authenticatorPassword: token(24),
    workerPassword: token(24),
  };
}

const token = (length: number) => randomBytes(length).toString("base64url").slice(0, length);
