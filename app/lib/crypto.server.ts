import { config } from "#app/config.server.ts";
import { makeVault } from "./vault.ts";

export { SealError } from "./vault.ts";

const vault = makeVault(config.encryption.keys);

/** `where` names the place, table.column.rowkey; a text copied to another place does not open there. */
export const encryptSecret = (plain: string, where: string): Promise<string> => vault.encrypt(plain, where);

/** Throws SealError when the text was not sealed for this place or its key is not listed any more. */
export const decryptSecret = (sealed: string, where: string): Promise<string> => vault.decrypt(sealed, where);
