import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { LookView } from '#shared/audits/views.ts'
import { isCorrectiveAnswer } from '#shared/coaching/corrective-rules.ts'
import { answeredLooks, openLooks } from './look-queries.ts'
import { lookViewOf } from './views.ts'
import { workingDaysBetween } from './working-day-rules.ts'

/** Returns the requests that wait for the reader as lead, and the answers to their own of the last thirty days. */
export async function waiting({ db, actor }: Scope): Promise<Waiting[]> {
  const isA = (role: 'lead' | 'analyst') => actor.roles.some((held) => held.role === role)
  const [open, answered] = await Promise.all([
    isA('lead') ? openLooks(db) : [],
    isA('analyst') ? answeredLooks(db) : [],
  ])
  return [...open.map(lookViewOf).map(ofOpenLook), ...answered.map(lookViewOf).flatMap(ofAnsweredLook)]
}

/** A look that waited longer than this many working days has become a clock. */
const lookMayWait = 2

function ofOpenLook({
  lookId,
  auditId,
  analyst,
  askedAt,
}: Pick<LookView, 'lookId' | 'auditId' | 'analyst' | 'askedAt'>): Waiting {
  const key = `look:${lookId}`
  return {
    key,
    row: ({ zone, day }) => ({
      key,
      kind: 'look',
      group: workingDaysBetween(askedAt, day, zone) > lookMayWait ? 'now' : 'people',
      at: askedAt,
      person: analyst,
      lookId,
      auditId,
    }),
  }
}

/** Nothing where the look is open still. */
function ofAnsweredLook({
  lookId,
  auditId,
  status,
  answeredBy,
  answeredAt,
}: Pick<LookView, 'lookId' | 'auditId' | 'status' | 'answeredBy' | 'answeredAt'>): Waiting[] {
  if (status === 'open' || !answeredBy || !answeredAt) return []
  const key = `look_answered:${lookId}`
  const row = { key, kind: 'look_answered', group: 'people', at: answeredAt, person: answeredBy } as const
  return [
    {
      key,
      failureAt: isCorrectiveAnswer(status) ? answeredAt : null,
      row: () => ({ ...row, auditId, status }),
    },
  ]
}
