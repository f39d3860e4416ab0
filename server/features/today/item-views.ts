import type { checkInPoints } from '#server/features/check-ins/facade.ts'
import type { coachingPoints } from '#server/features/coaching/facade.ts'
import type { LookView } from '#shared/audits/views.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { Day } from './queries.ts'
import { workingDaysBetween } from './rules.ts'

type OpenPoint = Awaited<ReturnType<typeof coachingPoints>>[number]

/** Something that waits, by its key; the rest of the row once the reader's day is known. */
export interface Waiting {
  key: string
  row(day: Pick<Day, 'zone' | 'day' | 'names'>): TodayItem
}

export function ofSignal(signal: Signal): Waiting {
  const key = `signal:${signal.key}`
  return {
    key,
    row: ({ names }) => ({
      key,
      kind: 'signal',
      group: 'people',
      at: `${signal.to}T00:00:00Z`,
      person: { personId: signal.personId, name: names[signal.personId] ?? '' },
      signal,
    }),
  }
}

/** A look that waited longer than this many working days has become a clock. */
const lookMayWait = 2

export function ofOpenLook({
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
export function ofAnsweredLook({
  lookId,
  auditId,
  status,
  answeredBy,
  answeredAt,
}: Pick<LookView, 'lookId' | 'auditId' | 'status' | 'answeredBy' | 'answeredAt'>): Waiting[] {
  if (status === 'open' || !answeredBy || !answeredAt) return []
  const key = `look_answered:${lookId}`
  const row = { key, kind: 'look_answered', group: 'people', at: answeredAt, person: answeredBy } as const
  return [{ key, row: () => ({ ...row, auditId, status }) }]
}

/** A request to talk stays until it is answered; a week without a check-in is one row, and settling it the skip. */
export function ofCheckIns(points: Awaited<ReturnType<typeof checkInPoints>>, me: string): Waiting[] {
  if (!points) return []
  const utc = (at: string) => new Date(at).toISOString()
  const rows: TodayItem[] = [
    ...points.talks.map((talk) => ({
      ...talk,
      ...{ key: `talk:${talk.requestId}`, kind: 'talk' as const, group: 'now' as const },
      ...{ at: utc(talk.at), dueAt: utc(talk.dueAt) },
    })),
    ...points.answered.map(({ version, ...talk }) => ({
      ...talk,
      ...{ key: `talk_answered:${talk.requestId}:${version}`, kind: 'talk_answered' as const },
      ...{ group: 'people' as const, at: utc(talk.at), proposedAt: talk.proposedAt && utc(talk.proposedAt) },
    })),
    ...points.shared.map((one) => ({
      ...one,
      ...{ key: `check_in_shared:${one.checkInId}`, kind: 'check_in_shared' as const },
      ...{ group: 'people' as const, at: utc(one.at) },
    })),
  ]
  const { due_monday: monday, name } = points
  if (monday)
    rows.push({
      ...{ key: `check_in_due:${monday}`, kind: 'check_in_due', group: 'today' },
      ...{ at: `${monday}T00:00:00Z`, person: { personId: me, name } },
    })
  return rows.map((row) => ({ key: row.key, row: () => row }))
}

/** What is due again on another day, or said again in another version, is a row of its own. */
export function ofPoint(point: OpenPoint): Waiting {
  const row = rowOf(point)
  return { key: row.key, row: () => row }
}

function rowOf(point: OpenPoint): TodayItem {
  const { kind, at, note_id: noteId, ref_id: refId, due_on: dueOn, version } = point
  const person = { personId: point.person_id, name: point.name }
  const head = { at, person, noteId }
  switch (kind) {
    case 'note_to_read': {
      const recognition = point.note_kind === 'recognition'
      return { ...head, kind, group: 'people', key: `${kind}:${noteId}:${version}`, recognition }
    }
    case 'note_unread':
      return { ...head, kind, group: 'people', key: `${kind}:${noteId}:${version}`, days: point.days ?? 0 }
    case 'reply':
      return { ...head, kind, group: 'people', key: `${kind}:${refId}`, replyId: refId ?? '' }
    case 'follow_up':
      return { ...head, kind, group: 'today', key: `${kind}:${noteId}:${dueOn}`, dueOn: dueOn ?? '' }
    case 'action': {
      const key = `${kind}:${refId}:${dueOn}`
      return {
        ...head,
        kind,
        group: 'today',
        key,
        actionId: refId ?? '',
        title: point.title ?? '',
        dueOn: dueOn ?? '',
      }
    }
  }
}
