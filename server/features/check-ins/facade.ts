import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { KeyOwner, Keystore } from '#server/keys/keystore.ts'
import { deliverAt, heavySpans, type Roster } from '#shared/check-ins/delivery-rules.ts'
import { shiftsSince, zoneOfLed } from './delivery-queries.ts'
import { entriesSince, ownDay } from './exposure-queries.ts'
import { readBudgets, strictest } from './exposure-views.ts'
import { questionnaireOwner } from './questionnaire-contents-rules.ts'
import { countExpired } from './retention-queries.ts'
import * as rotation from './rotation-queries.ts'
import { type SealedTable, tablesWithSeals } from './sealed-rules.ts'

const dayMs = 86_400_000

/** A roster is known where somebody worked within so many days before. */
const rosterDays = 14

export const iso = (instant: number) => new Date(instant).toISOString()

/** Returns when a person works and is away, from some days before an instant on, as far as the reader may know. */
export async function rosterOf(
  db: ActorDb,
  person: string,
  { since, zone }: { since: number; zone: string },
): Promise<Roster> {
  const rows = await shiftsSince(db, person, iso(since - rosterDays * dayMs))
  const spans = (kind: 'work' | 'absence') =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ starts_at, ends_at }) => ({ from: Date.parse(starts_at), until: Date.parse(ends_at) }))
  return { work: spans('work'), away: spans('absence'), zone }
}

/**
 * When messages about the reader's own failures, written at these instants, are to reach them: by their roster and by what
 * they entered of what they saw. A message that has reached them does not go away again.
 */
export async function ownDelivery(
  { db, actor, now }: Pick<Scope, 'db' | 'actor' | 'now'>,
  written: readonly string[],
): Promise<(timestamp: string) => number> {
  if (written.length === 0) return (timestamp) => Date.parse(timestamp)
  const since = Math.min(...written.map((timestamp) => Date.parse(timestamp)))
  const { zone } = await ownDay(db, iso(now()))
  const [roster, entries, budgets] = await Promise.all([
    rosterOf(db, actor.person, { since, zone }),
    entriesSince(db, iso(since - dayMs).slice(0, 10)),
    readBudgets({ db, actor }),
  ])
  const heavy = heavySpans(entries, {
    minutesPerDay: strictest(budgets.map(({ budget }) => budget)).minutesPerDay,
    endOf: (day) => Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  })
  return (timestamp) => deliverAt(Date.parse(timestamp), roster, heavy)
}

/** For the news of a person's failure, written now by who leads them: by the roster alone, and nothing for at once. */
export async function deferredUntil(
  { db, now }: Pick<Scope, 'db' | 'now'>,
  person: string,
): Promise<{ notBefore?: number }> {
  const zone = await zoneOfLed(db, person)
  if (zone === undefined) return {}
  const timestamp = deliverAt(now(), await rosterOf(db, person, { since: now(), zone }))
  return timestamp > now() ? { notBefore: timestamp } : {}
}

/** Returns how many rows of an organisation the next runs of retention take, by table. */
export const expiredCounts = (db: OwnerDb, org: string): Promise<[string, number][]> => countExpired(db, org)

/** Destroys the keys of everything that a person ever answered: nothing of it can be opened any more, in no copy. */
export async function destroyAnswerKeys(keys: Keystore, owner: KeyOwner): Promise<void> {
  for (const each of [owner, questionnaireOwner(owner)]) await keys.destroyPerson(each)
}
/** The tables whose texts only their person opens, by name. */
export const sealedTables: Readonly<Record<string, SealedTable>> = tablesWithSeals
/** Returns the policies that the actor asked to be left out of: no case of them is to be given to them. */
export const ownTopics = (db: ActorDb): Promise<ReadonlySet<string>> => rotation.ownTopics(db)

/** Returns the policies of which a round of this team has no case; for who leads the team. */
export const topicsNotRated = (db: ActorDb, teamId: string): Promise<ReadonlySet<string>> =>
  rotation.topicsNotRated(db, teamId)
