import type { JobDeps } from '#server/core/job.ts'
import { erasePerson, previewErasure, replayErasures } from './erasure-jobs.ts'
import { administersAlone, erasures } from './erasure-queries.ts'
import { notifyOfHold } from './hold-jobs.ts'
import { endHold } from './hold-queries.ts'
import type { RowCount } from './person-row-queries.ts'
import { keepCounts, type OpenRequest, openRequests, settleRequest } from './request-queries.ts'
import { dueRows, sumOf } from './retention-jobs.ts'
import { setPeriod } from './retention-queries.ts'

/**
 * Does what was confirmed and counts what waits. Each of it can be done again: killed in between, the next run finds it as it
 * was, or done and not yet said to be, and says so.
 */
export async function settleRequests(deps: Pick<JobDeps, 'db' | 'keys' | 'log' | 'signal'>): Promise<void> {
  for (const request of await openRequests(deps.db)) {
    if (deps.signal.aborted) return
    try {
      if (request.confirmed) await perform(deps, request)
      else await keepCounts(deps.db, request, await count(deps.db, request))
    } catch (error) {
      // One that fails keeps no other waiting, and is tried again.
      deps.log.error(
        { err: error, request: request.request_id },
        'A request about retention could not be counted or done.',
      )
    }
  }
}

async function perform({ db, keys }: Pick<JobDeps, 'db' | 'keys'>, request: OpenRequest): Promise<void> {
  const { org_id: org, what, person_id: person, hold_id: holdId, kind, days, asked_by: by } = request
  if (what === 'erasure') {
    // The last administrator is left to whoever runs the server.
    if (person && (await administersAlone(db, { org, person })))
      return void (await settleRequest(db, request, 'overtaken'))
    // Its own transaction settles the request, or says that a legal hold keeps some of it.
    if (person && (await erasePerson({ db, keys }, { org, person })).state !== 'nobody') return
    await settleRequest(db, request, 'done')
    return
  }
  const isSettled = await db.transaction().execute(async (transaction) => {
    // Another run may have done it, and what was confirmed later as well: an older one must not undo that.
    if (!(await settleRequest(transaction, request, 'done'))) return false
    if (what === 'hold_end' && holdId) {
      if (await endHold(transaction, { org, holdId, by }))
        await notifyOfHold(transaction, { org, holdId, kind: 'hold_ended' })
    } else if (kind && days) await setPeriod(transaction, { org, kind, days, by })
    return true
  })
  if (isSettled && what === 'hold_end') await replayErasures({ db, keys })
}

/** Returns what would go if it were done now, and changes nothing. */
async function count(db: JobDeps['db'], request: OpenRequest): Promise<RowCount[]> {
  const { org_id: org, what, person_id: person, hold_id: exceptId, kind, days } = request
  if (what === 'erasure') return person ? (await previewErasure(db, { org, person })).tables : []
  if (what === 'period') return kind && days ? await dueRows(db, org, { period: { kind, days } }) : []
  const waiting = (await erasures(db)).filter((known) => known.org === org && !known.finished)
  const counts = await dueRows(db, org, { exceptId })
  for (const key of waiting) counts.push(...(await previewErasure(db, key, { exceptId })).tables)
  return sumOf(counts)
}
