import type { OwnerDb } from '#server/db/database.ts'
import { destroyAnswerKeys } from '#server/features/check-ins/facade.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { formerMember } from '#shared/people/former-member.ts'
import {
  announceSignOut,
  checkReferences,
  endRoles,
  erasures,
  everyPerson,
  keepErasure,
  lockPerson,
  type PersonKey,
  peopleOnHold,
} from './erasure-queries.ts'
import { placeHold } from './hold-queries.ts'
import { countPersonRows, type RowCount, removePersonRows } from './person-row-queries.ts'
import { settleErasure } from './request-queries.ts'

export interface ErasureReport {
  /** 'waits': a legal hold keeps some of it, and the rest of it goes once the hold ends. */
  state: 'erased' | 'waits' | 'nobody'
  tables: RowCount[]
}

const everyKind = Object.keys(retentionKinds) as RetentionKind[]
const total = (tables: readonly RowCount[], part: 'deleted' | 'changed' | 'onHold') =>
  tables.reduce((sum, count) => sum + count[part], 0)

/** Returns the sums of a report. */
export const totals = ({ tables }: ErasureReport) => ({
  deleted: total(tables, 'deleted'),
  changed: total(tables, 'changed'),
  onHold: total(tables, 'onHold'),
})

const wholeScope = ({ org, person }: PersonKey, onHoldIds: readonly string[]) => ({
  ...{ org, personId: person, onHoldIds },
  kinds: new Set(everyKind),
})
const stateOf = (tables: readonly RowCount[]) => (total(tables, 'onHold') > 0 ? 'waits' : 'erased')

/** Returns what an erasure would do, with every hold or as if one had ended; changes nothing. */
export async function previewErasure(
  db: OwnerDb,
  key: PersonKey,
  { exceptId = null }: { exceptId?: string | null } = {},
): Promise<ErasureReport> {
  const tables = await countPersonRows(db, wholeScope(key, await peopleOnHold(db, key.org, { exceptId })))
  return { state: stateOf(tables), tables }
}

/**
 * Erases a person by the declarations of every table. Once every row of it went through, that they are erased is kept in the
 * keystore, then their key is destroyed, then it is committed: killed in between, the next start goes on. What was begun as a
 * whole goes on as a whole, whatever hold a restored database has.
 */
export async function erasePerson(
  { db, keys }: { db: OwnerDb; keys: Keystore },
  key: PersonKey,
): Promise<ErasureReport> {
  return await db.transaction().execute(async (transaction) => {
    if (key.person === formerMember.personId || !(await lockPerson(transaction, key)))
      return { state: 'nobody', tables: [] }
    const onHoldIds = keys.erased(key) === 'whole' ? [] : await peopleOnHold(transaction, key.org)
    const scope = wholeScope(key, onHoldIds)
    const tables = await countPersonRows(transaction, scope)
    const state = stateOf(tables)
    const waits = state === 'waits'
    await announceSignOut(transaction, key)
    await settleErasure(transaction, key, { waits })
    // Rows that stay name the person, who stays for them.
    const kinds = new Set(everyKind.filter((kind) => !waits || kind !== 'people'))
    await removePersonRows(transaction, { ...scope, kinds })
    if (waits) await endRoles(transaction, key)
    await keepErasure(transaction, key, { finished: !waits })
    await checkReferences(transaction)
    // Nothing can fail any more but the commit, after which the next start goes on.
    keys.markErased(key, waits ? 'partly' : 'whole')
    await destroyAnswerKeys(keys, key)
    return { state, tables }
  })
}

/** Days until somebody looks at a hold again that a restore had lost. */
const reviewDays = 30

/**
 * Erases again whoever a restored backup brought back, goes on with what was interrupted, and finishes what no hold keeps any
 * more. A keystore that was put back to an earlier state learns of the erasures that the database knows. Returns how many
 * persons it erased.
 */
export async function replayErasures({ db, keys }: { db: OwnerDb; keys: Keystore }): Promise<number> {
  const known = await erasures(db)
  for (const { finished, ...key } of known) {
    if (keys.erased(key) === undefined) keys.markErased(key, finished ? 'whole' : 'partly')
    await destroyAnswerKeys(keys, key)
  }
  let count = 0
  const back = (await everyPerson(db)).filter((key) => keys.erased(key) !== undefined)
  for (const key of back) {
    const isKnown = known.some(({ org, person }) => org === key.org && person === key.person)
    // The backup is from before the hold that kept what was left: it is placed again, for somebody to end.
    if (!isKnown && keys.erased(key) === 'partly' && !(await peopleOnHold(db, key.org)).includes(key.person))
      await placeHold(db, {
        ...{ org: key.org, personId: key.person, teamId: null, fromOn: null, untilOn: null, placedBy: null },
        reason:
          'A restore brought back what a legal hold had kept. 복원으로 법적 보존이 필요한 기록이 돌아왔습니다.',
        reviewOn: Temporal.Now.plainDateISO('UTC').add({ days: reviewDays }).toString(),
        untoldReason: 'The person is erased but for what is held. 보존 기록을 제외하고 삭제된 구성원입니다.',
      })
    if ((await erasePerson({ db, keys }, key)).state === 'erased') count += 1
  }
  return count
}
