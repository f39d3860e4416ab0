import type { WriteDb } from '#server/db/actor-db.ts'
import { type Audience, announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import { type Known, partiesOf, readersOf } from './queries.ts'

/** Returns whoever sees it: its raiser alone until it is submitted, and never whom it is about, unless they raised it. */
async function audienceOf(db: WriteDb, on: Known): Promise<Audience> {
  if (on.submitted_at === null) return { people: [on.raiser_id] }
  const readers = await readersOf(db, { team: on.team_id, fn: on.function })
  // The team's row reaches its leads and managers; who stands in for one of them, and partners, have one of their own.
  const others = readers.filter((reader) => reader.role === 'partner' || reader.for_id !== null)
  const people = others.map(({ person_id }) => person_id).filter((id) => id !== on.subject_id)
  return { people: [on.raiser_id, ...people], teams: [on.team_id], exceptId: on.subject_id }
}

/** Tells open phones of whoever sees it, at commit, that something changed. */
export async function notifyReaders(db: WriteDb, on: Known): Promise<void> {
  await announce(db, { feature: 'escalations', audience: await audienceOf(db, on) })
}

/** News for who raised it, has it or watches it, and for `also`; `but` hear of it in another way. */
export async function notifyConcerned(
  db: WriteDb,
  on: Known,
  {
    but = [],
    also = [],
    urgent = false,
  }: { but?: readonly string[]; also?: readonly string[]; urgent?: boolean } = {},
): Promise<void> {
  if (on.submitted_at === null) return
  const watching = (await partiesOf(db, on.escalation_id)).filter((party) => party.watching)
  const all = [
    ...also,
    on.raiser_id,
    ...(on.holder_id ? [on.holder_id] : []),
    ...watching.map((party) => party.person_id),
  ]
  const to = all.filter((id) => !but.includes(id) && (id !== on.subject_id || id === on.raiser_id))
  await notify(db, { to, kind: 'escalation_news', entityId: on.escalation_id, urgent })
}

/** Returns whether its news may come outside working hours. */
export const isUrgent = (on: Known): boolean => on.severity === 'P0' || on.severity === 'P1'

/** News for who has it now, and for the function that it is routed to. */
export async function notifyNewHolder(db: WriteDb, on: Known): Promise<void> {
  const readers = await readersOf(db, { team: on.team_id, fn: on.function })
  const partners = readers.filter(({ role }) => role === 'partner').map(({ person_id }) => person_id)
  const to = on.status === 'submitted' ? [...(on.holder_id ? [on.holder_id] : []), ...partners] : on.holder_id
  if (to) await notify(db, { to, kind: 'escalation_news', entityId: on.escalation_id, urgent: isUrgent(on) })
}

/** News for who may decide. */
export async function notifyApprovers(db: WriteDb, on: Known, approvers: readonly string[]): Promise<void> {
  await notify(db, {
    to: approvers,
    kind: 'approval_waiting',
    entityId: on.escalation_id,
    urgent: isUrgent(on),
  })
}

/** Tells who does not see it any more, and their open phones, which drop it. */
export async function notifyHidden(db: WriteDb, on: Known, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  await announce(db, { feature: 'escalations', audience: { people } })
  await notify(db, { to: people, kind: 'escalation_hidden', entityId: on.escalation_id })
}

/** Returns who may be named on it: who reads it, and who has had to do with it; never whom it is about. */
export async function knownOn(db: WriteDb, on: Known): Promise<Set<string>> {
  const [readers, parties] = await Promise.all([
    readersOf(db, { team: on.team_id, fn: on.function }),
    partiesOf(db, on.escalation_id),
  ])
  const known = new Set([...readers, ...parties].map(({ person_id }) => person_id))
  if (on.subject_id && on.subject_id !== on.raiser_id) known.delete(on.subject_id)
  return known
}
