import { randomBytes } from "node:crypto";
import { z } from "zod";
import { accountNamed } from "#sandbox/wms/accounts.ts";
import { first, jsonColumn, run } from "#sandbox/wms/sqlite.ts";
import { createApi, needsKey } from "./access.ts";
import { availableActions, findConnection, install, type Connection } from "./connections.ts";
import { timestamp, type Peer } from "./peer.ts";
import { notFound, validationRefusal } from "./refusal.ts";
import { parseBody, readJson } from "./write-rules.ts";

const linkTokenSeconds = 30 * 60;
const authCodeSeconds = 10 * 60;

const tokenBody = z.object({
  customer_id: z.string().nullish(),
  connection_id: z.string().nullish(),
});
const exchangeBody = z.object({ auth_code: z.string().min(1), customer_id: z.string().nullish() });

/** The two calls of the app's backend around the Link window. */
export function linkRoutes(peer: Peer) {
  const api = createApi();
  api.use(needsKey(peer));

  api.post("/token", async (c) => {
    const { customer_id, connection_id } = parseBody(tokenBody, await readJson(c));
    if (connection_id != null && !findConnection(peer, connection_id)) {
      throw notFound("connection", connection_id);
    }
    return c.json({ link_token: createLinkToken(peer, customer_id ?? null, connection_id ?? null) });
  });

  api.post("/exchange", async (c) => {
    const { auth_code, customer_id } = parseBody(exchangeBody, await readJson(c));
    const code = redeemAuthCode(peer, auth_code);
    if (!code) throw validationRefusal("json", { auth_code: ["Invalid or expired auth code."] });
    const connection = install(peer, {
      account: code.account,
      customerId: customer_id ?? code.customer_id,
      disabledFunctions: code.disabled_functions,
    });
    return c.json(describeInstallation(connection));
  });

  return api;
}

function describeInstallation(connection: Connection) {
  const account = accountNamed(connection.account);
  return {
    access_token: connection.access_token,
    connection_id: connection.id,
    integration_name: account.integrationName,
    customer_id: connection.customer_id,
    available_actions: availableActions(connection),
    available_endpoints: [],
    me: describeAccount(connection),
  };
}

/** Who the account is in its own WMS. */
export function describeAccount(connection: Connection) {
  const account = accountNamed(connection.account);
  return { account_id: `acct-${account.account}`, account_name: account.displayName };
}

function createLinkToken(peer: Peer, customerId: string | null, connectionId: string | null): string {
  const token = `link_${randomBytes(18).toString("base64url")}`;
  const expiresAt = timestamp(peer, linkTokenSeconds);
  run(peer.db, "insert into link_token values (?, ?, ?, ?)", token, customerId, connectionId, expiresAt);
  return token;
}

const linkTokenRow = z.object({
  token: z.string(),
  customer_id: z.string().nullable(),
  connection_id: z.string().nullable(),
});
export type LinkToken = z.infer<typeof linkTokenRow>;

export function findLinkToken(peer: Peer, token: string): LinkToken | undefined {
  const sql = "select * from link_token where token = ? and expires_at > ?";
  return first(peer.db, linkTokenRow, sql, token, timestamp(peer));
}

export interface Grant {
  readonly account: string;
  readonly customerId: string | null;
  readonly disabledFunctions: readonly string[];
}

/** A code the app's backend may exchange once, soon. */
export function createAuthCode(peer: Peer, grant: Grant): string {
  const code = `code_${randomBytes(18).toString("base64url")}`;
  run(
    peer.db,
    "insert into auth_code (code, account, customer_id, disabled_functions, expires_at) values (?, ?, ?, ?, ?)",
    code,
    grant.account,
    grant.customerId,
    JSON.stringify(grant.disabledFunctions),
    timestamp(peer, authCodeSeconds),
  );
  return code;
}

const authCodeRow = z.object({
  account: z.string(),
  customer_id: z.string().nullable(),
  disabled_functions: jsonColumn(z.array(z.string())),
});

function redeemAuthCode(peer: Peer, code: string) {
  const at = timestamp(peer);
  const sql = "update auth_code set used_at = ? where code = ? and used_at is null and expires_at > ?";
  if (run(peer.db, sql, at, code, at) === 0) return undefined;
  return first(peer.db, authCodeRow, "select * from auth_code where code = ?", code);
}
