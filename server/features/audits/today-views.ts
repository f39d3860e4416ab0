import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { RecheckView } from '#shared/audits/views.ts'
import { isCorrectiveAnswer } from '#shared/coaching/corrective-rules.ts'
import { putRightWaiting } from './put-right-views.ts'
import { answeredRechecks, openRechecks } from './recheck-queries.ts'
import { recheckViewOf } from './views.ts'
import { workingDaysBetween } from './working-day-rules.ts'

/**
 * Returns the requests that wait for the reader's answer, the answers to their own of the last thirty days, and what is to be
 * put right on the platform.
 */
export async function waiting(scope: Scope): Promise<Waiting[]> {
  const { db, actor } = scope
  const isA = (role: 'analyst') => actor.roles.some((membership) => membership.role === role)
  const [open, answered, wrong] = await Promise.all([
    openRechecks(db),
    isA('analyst') ? answeredRechecks(db) : [],
    putRightWaiting(scope),
  ])
  return [
    ...wrong,
    ...open.map(recheckViewOf).map(ofOpenRecheck),
    ...answered.map(recheckViewOf).flatMap(ofAnsweredRecheck),
  ]
}

/** A look that waited longer than this many working days has become a clock. */
const recheckMayWait = 2

function ofOpenRecheck({
  lookId,
  auditId,
  analyst,
  askedAt,
}: Pick<RecheckView, 'lookId' | 'auditId' | 'analyst' | 'askedAt'>): Waiting {
  const key = `look:${lookId}`
  return {
    key,
    row: ({ zone, day }) => ({
      key,
      kind: 'look',
      group: workingDaysBetween(askedAt, day, zone) > recheckMayWait ? 'now' : 'people',
      at: askedAt,
      person: analyst,
      lookId,
      auditId,
    }),
  }
}

/** Nothing where the look is open still. */
function ofAnsweredRecheck({
  lookId,
  auditId,
  status,
  final,
  answeredBy,
  answeredAt,
}: Pick<RecheckView, 'lookId' | 'auditId' | 'status' | 'final' | 'answeredBy' | 'answeredAt'>): Waiting[] {
  if (status === 'open' || !answeredBy || !answeredAt) return []
  const key = `look_answered:${lookId}`
  const row = { key, kind: 'look_answered', group: 'people', at: answeredAt, person: answeredBy } as const
  return [
    {
      key,
      failureAt: isCorrectiveAnswer({ status, final }) ? answeredAt : null,
      row: () => ({ ...row, auditId, status }),
    },
  ]
}
