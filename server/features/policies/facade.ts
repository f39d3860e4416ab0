import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { gatheredOn, insertEntry, type NewLedgerEntry } from './ledger-queries.ts'
import { insertPolicy, policyExists, type VersionInForce, versionInForce } from './queries.ts'
import { putMark, versionWithClauses } from './update-queries.ts'

/**
 * Opens an entry of the policy ledger for a team that the actor leads, with the version of the policy that was in force.
 * The caller has asked for `ledger.append`; the database refuses whoever does not lead the team. The same id is added once.
 */
export async function openLedgerEntry(db: WriteDb, entry: NewLedgerEntry): Promise<void> {
  if (await insertEntry(db, entry))
    await announce(db, { feature: 'policies', audience: { teams: [entry.teamId] } })
}

/** Returns the version of a policy that was in force on a day ('YYYY-MM-DD'); undefined before the first one. */
export const policyVersionAt = (
  db: ActorDb,
  code: string,
  day: string,
): Promise<VersionInForce | undefined> => versionInForce(db, code, day)

/** Adds a policy by its code where there is none; its names follow from an administrator. */
export const addPolicy = (db: WriteDb, code: string): Promise<void> => insertPolicy(db, code)

/** Returns whether a policy of this code is known. */
export const isPolicyKnown = (db: ActorDb, code: string): Promise<boolean> => policyExists(db, code)

/** Returns the entries that stand on a place of a team's ledger and were not written up, and how many questions do. */
export const gathered = gatheredOn

/** Returns the code of the policy that a version is of; undefined for an unknown version. */
export const policyOfVersion = async (db: ActorDb, versionId: string): Promise<string | undefined> =>
  (await versionWithClauses(db, versionId))?.policy

/**
 * Marks a version as asked about by a question that the actor has just asked in a team of theirs. A mark that they made after
 * it stays, and the words of a gap do.
 */
export async function markAsked(
  db: WriteDb,
  asked: { versionId: string; teamId: string; questionId: string; claimedAt: string },
): Promise<void> {
  await putMark(db, { ...asked, mark: 'question', text: null, entryId: null })
  await announce(db, { feature: 'policies', audience: { people: [db.person], teams: [asked.teamId] } })
}
