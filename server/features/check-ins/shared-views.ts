import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { logView } from '#server/features/people/facade.ts'
import type { SharedCheckIns, SharedNotice } from '#shared/check-ins/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { opened, refOf } from './contents-rules.ts'
import { offeredTo } from './offer-queries.ts'
import { insertViews, type SharedRow, sealedOf, sharedWith } from './shared-queries.ts'

const noticeOf = (row: SharedRow): SharedNotice => ({
  checkInId: row.check_in_id,
  person: { personId: row.person_id, name: row.name },
  at: row.at,
  read: row.read,
})

/** Query checkIns.sharedWithMe: that something is shared, never what. */
export async function readSharedNotices({ db }: Pick<Scope, 'db'>): Promise<SharedNotice[]> {
  return (await sharedWith(db)).map(noticeOf)
}

/** Query checkIns.shared: logged as seen, for the person to see, before it is read. */
export async function readShared(
  { db, keys, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<SharedCheckIns> {
  const rows = (await sharedWith(db)).filter((row) => row.person_id === personId)
  const [first] = rows
  if (!first) throw new AppError('NOT_FOUND')
  const ids = rows.map((row) => row.check_in_id)
  const how = shown ? 'opened' : 'fetched'
  const view = { subject: personId, kind: 'check_in', how, team: first.team_id, zone: first.zone } as const
  // One message, in this order: PostgreSQL logs before it reads.
  const [, , contents, offeredAt] = await Promise.all([
    insertViews(db, personId, ids),
    logView(db, view),
    sealedOf(db, ids),
    offeredTo(db, personId),
  ])
  if (rows.some((row) => !row.read)) {
    // The person sees who read it; the reader's other phones, that it is read.
    await announce(
      db,
      { feature: 'check-ins', audience: { people: [personId] } },
      { feature: 'check-ins', subjectId: personId, audience: { people: [db.person] } },
    )
  }
  const sealed = new Map(contents.map((row) => [row.check_in_id, row]))
  return {
    person: { personId, name: first.name },
    offeredAt: offeredAt ?? null,
    checkIns: rows.flatMap(({ check_in_id, at }) => {
      const row = sealed.get(check_in_id)
      const read = row && opened(keys, refOf(db, check_in_id, personId), row)
      return read ? [{ checkInId: check_in_id, at, ...read }] : []
    }),
  }
}
