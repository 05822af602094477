import { listStoredVersions, type StoredVersion } from "#app/db/routing-setup.server.ts";
import type { ShopContext } from "#app/services/shop-context.ts";
import { diffSetups } from "./diff-setups.ts";
import { readSetup } from "./open-routing-setup.server.ts";
import type { ListedVersion, VersionPage } from "./routing-setup.ts";

const pageLength = 20;

/** A page of versions, newest first; `before` is the `next` of the page before it. */
export async function listVersions(
  ctx: ShopContext,
  before?: number,
  limit = pageLength,
): Promise<VersionPage> {
  // One to spare: the last version of the page is compared with it.
  const found = await listStoredVersions(ctx.db, ctx.shopId, limit + 1, before);
  const versions = found.versions
    .slice(0, limit)
    .map((version, at) => listed(version, found.versions[at + 1], found.live));
  const last = versions.at(-1);
  return {
    versions,
    next: found.versions.length > limit && last ? last.version : null,
    timeZone: found.time_zone,
  };
}

function listed(
  version: StoredVersion,
  previous: StoredVersion | undefined,
  live: number | null,
): ListedVersion {
  return {
    version: version.version,
    publishedAt: version.published_at.toISOString(),
    publishedBy: version.published_by,
    origin: version.origin,
    revertedFrom: version.reverted_from,
    isLive: version.version === live,
    rules: version.rules.length,
    changes: previous ? diffSetups(readSetup(previous), readSetup(version)) : null,
  };
}
