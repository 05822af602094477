import { base64url, flattenedDecrypt, FlattenedEncrypt } from "jose";

export interface VaultKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface Vault {
  /** `where` is table.column.rowkey: the text opens only with the same `where`. */
  encrypt(plain: string, where: string): Promise<string>;
  decrypt(sealed: string, where: string): Promise<string>;
}

/** A sealed text that does not open: another place, changed, or sealed with a key that is not listed. */
export class SealError extends Error {
  override readonly name = "SealError";
}

const algorithms = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };

/**
 * Seals texts with AES-256-GCM as JWE (RFC 7516). The first key seals, every key opens, so a key is rotated by
 * putting a new one in front. The place is authenticated (AAD) but not stored.
 */
export function makeVault(keys: readonly VaultKey[]): Vault {
  const [current] = keys;
  if (!current) throw new Error("a vault needs a key");
  const byId = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    async encrypt(plain, where) {
      const jwe = await new FlattenedEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: current.id })
        .setAdditionalAuthenticatedData(new TextEncoder().encode(where))
        .encrypt(current.key);
      return [jwe.protected, "", jwe.iv, jwe.ciphertext, jwe.tag].join(".");
    },
    async decrypt(sealed, where) {
      const [header = "", none, iv = "", ciphertext = "", tag = "", ...rest] = sealed.split(".");
      const jwe = { protected: header, iv, ciphertext, tag, aad: base64url.encode(where) };
      try {
        if (none !== "" || rest.length > 0) throw new Error("not five parts, the second empty");
        const { plaintext } = await flattenedDecrypt(
          jwe,
          ({ kid }: { kid?: string } = {}) => findKey(byId, kid),
          algorithms,
        );
        return new TextDecoder().decode(plaintext);
      } catch (cause) {
        throw new SealError(`what is stored at ${where} does not open`, { cause });
      }
    },
  };
}

function findKey(byId: ReadonlyMap<string, Uint8Array>, id: string | undefined): Uint8Array {
  const key = byId.get(id ?? "");
  if (!key) throw new Error(`no key named ${String(id)}`);
  return key;
}
