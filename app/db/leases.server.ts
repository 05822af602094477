import { z } from "zod";
import { callFunction, type Db } from "./client.server.ts";

/** True: the holder alone may refresh this session's token for so many seconds. */
export const takeRefreshLease = (
  db: Db,
  sessionId: string,
  holder: string,
  lengthInSeconds: number,
): Promise<boolean> =>
  callFunction(
    db,
    "take_refresh_lease",
    { p_session_id: sessionId, p_holder: holder, p_seconds: lengthInSeconds },
    z.boolean(),
  );

export async function releaseRefreshLease(db: Db, sessionId: string, holder: string): Promise<void> {
  await callFunction(db, "release_refresh_lease", { p_session_id: sessionId, p_holder: holder }, z.unknown());
}
