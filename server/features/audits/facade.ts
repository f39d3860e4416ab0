import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { keys, placeOf } from '#server/db/keyset.ts'
import type { CasesView } from '#shared/audits/views.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import { casesOf, lockAudit, setAttribution } from './queries.ts'
import { changeRollups } from './rollup-queries.ts'
import { countsChange, isError } from './rollup-rules.ts'
import { casesPage } from './views.ts'

/** Returns a page of all of a person's cases, in a transaction that an emergency access opened. */
export async function casesInEmergency(
  db: ActorDb,
  { personId, cursor }: { personId: string; cursor: string | undefined },
): Promise<CasesView> {
  const after = placeOf(cursor, keys.instant)
  return await casesPage(db, await casesOf(db, { analyst: personId, teams: null, filter: 'all', after }))
}

/**
 * Says whose the error of a case was, null for the analyst's; the counts follow in the same transaction. A case without an
 * error has none to attribute.
 */
export async function attributeError(
  db: WriteDb,
  auditId: string,
  attributedTo: OthersFault | null,
): Promise<void> {
  const audit = await lockAudit(db, auditId)
  if (!audit || !isError(audit.outcome) || audit.attributed_to === attributedTo) return
  await setAttribution(db, auditId, attributedTo)
  await changeRollups(db, audit, countsChange(audit, { ...audit, attributed_to: attributedTo }))
}
