import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { AnyQuery } from '#shared/core/query.ts'

type Named = Readonly<Record<string, Readonly<Record<string, AnyQuery>>>>

/**
 * Returns a short digest of the shapes of all views: what a phone keeps of them is read only by a release with the same
 * digest. The build puts it into the client, so that no change of a view can be forgotten.
 */
export function viewsDigest(queries: Named): string {
  const shapes = Object.values(queries)
    .flatMap((feature) => Object.values(feature))
    .map(({ name, output }) => [name, z.toJSONSchema(output, { unrepresentable: 'any' })])
  return createHash('sha256').update(JSON.stringify(shapes)).digest('base64url').slice(0, 12)
}
