import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { wasApplied } from '#server/db/apply-once.ts'
import { logView } from '#server/features/people/service.ts'
import type { KeyRef, Keystore } from '#server/keys/keystore.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type {
  CheckInInput,
  OpenProtocolInput,
  RemoveInput,
  SaveCheckInInput,
  SetConsentInput,
} from '#shared/check-ins/contracts.ts'
import { saysSomething } from '#shared/check-ins/rules.ts'
import type {
  CheckInDownload,
  CheckInView,
  OwnCheckIns,
  SharedCheckIns,
  SharedNotice,
} from '#shared/check-ins/views.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Contents, digestOf, openContents, type SealedContents, sealContents } from './contents.ts'
import { downloadedExposure } from './exposure.ts'
import * as queries from './queries.ts'
import { readSettings } from './settings.ts'
import { insertViews, type SharedRow, sealedOf, sharedWith } from './shared-queries.ts'
import { ownTalks } from './talks.ts'

const refOf = (db: ActorDb, item: string, person = db.person): KeyRef => ({ org: db.org, person, item })

function opened(keys: Keystore, ref: KeyRef, sealed: SealedContents): Contents | undefined {
  const key = keys.find(ref)
  return key && openContents(key, ref, sealed)
}

/** Query checkIns.own. What was destroyed since an older backup was taken is not there, though its row is. */
export async function readOwn(scope: Scope): Promise<OwnCheckIns> {
  const { db } = scope
  const [log, checkIns, talks, above, settings] = await Promise.all([
    queries.consentLog(db),
    viewsOf(scope),
    ownTalks(scope),
    queries.peopleAbove(db),
    readSettings(scope),
  ])
  return {
    consent: log[0] ?? null,
    checkIns,
    talks,
    leads: leadsOf(above).map(({ person_id, name }) => ({ personId: person_id, name })),
    addressees: above.map(({ person_id, name, standing }) => ({
      person: { personId: person_id, name },
      standing,
    })),
    programme: settings.programme,
    retentionDays: settings.retentionDays,
  }
}

/** The nearest of those above: who leads the person, or where nobody does, who manages them. */
function leadsOf(above: readonly queries.Above[]): (queries.Above & { via: string })[] {
  const nearest = above[0]?.rank
  return above.flatMap((one) => (one.rank === nearest && one.via !== null ? [{ ...one, via: one.via }] : []))
}

async function viewsOf({ db, keys }: Pick<Scope, 'db' | 'keys'>): Promise<CheckInView[]> {
  const [rows, views] = await Promise.all([queries.ownCheckIns(db), queries.viewsOfOwn(db)])
  const seen = Map.groupBy(views, (view) => view.check_in_id)
  return rows.flatMap((row): CheckInView[] => {
    const contents = opened(keys, refOf(db, row.check_in_id), row)
    if (!contents) return []
    return [
      {
        checkInId: row.check_in_id,
        at: row.at,
        ...contents,
        audience: row.audience,
        reader: row.reader_id ? { personId: row.reader_id, name: row.reader_name ?? '' } : null,
        seenBy: (seen.get(row.check_in_id) ?? []).map((view) => ({
          viewer: { personId: view.viewer_id, name: view.name },
          at: view.first_at,
        })),
        version: row.version,
      },
    ]
  })
}

/** Query checkIns.download: everything that is kept of the person here, with what is not on the phone any more. */
export async function download(scope: Scope): Promise<CheckInDownload> {
  const { db, now } = scope
  const [name, consents, checkIns, talks, exposure] = await Promise.all([
    queries.nameOf(db, db.person),
    queries.consentLog(db),
    viewsOf(scope),
    ownTalks(scope),
    downloadedExposure(db),
  ])
  return {
    at: new Date(now()).toISOString(),
    person: { personId: db.person, name: name ?? '' },
    consents,
    checkIns,
    talks,
    exposure,
  }
}

/** What a repeat of checkIns.save is compared by; a check-in that was deleted meanwhile has nothing to compare. */
export async function digestOfSave({ db, keys, meta }: CommandScope, input: SaveCheckInInput) {
  const ref = refOf(db, input.checkInId)
  const known = keys.find(ref)
  if (!known && (await wasApplied(db, meta.id))) return undefined
  return digestOf(known ?? (await keys.make(ref)), input)
}

/** Command checkIns.save. FORBIDDEN without consent; INVALID for a reader who is not the person's lead today. */
export async function saveCheckIn(
  { db, keys, meta }: CommandScope,
  input: SaveCheckInInput,
): Promise<CommandResult> {
  const { checkInId, audience, readerId } = input
  if (!saysSomething(input)) throw new AppError('INVALID', { field: 'answers' })
  if ((audience === 'lead') !== (readerId !== null)) throw new AppError('INVALID', { field: 'readerId' })
  const [consent] = await queries.consentLog(db)
  if (!consent?.given) throw new AppError('FORBIDDEN', { reason: 'no_consent' })
  const teamId = await teamOf(db, input)
  const ref = refOf(db, checkInId)
  const sealed = sealContents(await keys.make(ref), ref, input)
  const at = await queries.insertCheckIn(db, {
    checkInId,
    audience,
    readerId,
    teamId,
    claimedAt: meta.claimedAt,
    ...sealed,
  })
  if (!at) throw new AppError('CONFLICT')
  await announceOwn(db, [readerId])
  return { entityId: checkInId, version: 1, at }
}

async function teamOf(db: ActorDb, { audience, readerId }: SaveCheckInInput): Promise<string | null> {
  if (audience === 'me') return null
  if (audience === 'total') return await queries.countsIn(db)
  const lead = leadsOf(await queries.peopleAbove(db)).find(({ person_id }) => person_id === readerId)
  if (!lead) throw new AppError('INVALID', { field: 'readerId', reason: 'not_your_lead' })
  return lead.via
}

/** Tells the person's own phones, and those of readers, which drop what they hold of it; nobody else's. */
async function announceOwn(db: WriteDb, readers: readonly (string | null)[] = []): Promise<void> {
  const others = readers.filter((reader) => reader !== null)
  await announce(
    db,
    { feature: 'check-ins', audience: { people: [db.person] } },
    { feature: 'check-ins', subjectId: db.person, audience: { people: others } },
  )
}

/** Command checkIns.takeBack. What is the person's alone already stays so. */
export async function takeBack(
  { db, now }: CommandScope,
  { checkInId }: CheckInInput,
): Promise<CommandResult> {
  const own = await queries.ownCheckIn(db, checkInId)
  if (!own) throw new AppError('NOT_FOUND')
  let { version } = own
  if (own.audience !== 'me') {
    version = await queries.makePrivate(db, checkInId)
    await announceOwn(db, [own.reader_id])
  }
  return { entityId: checkInId, version, at: new Date(now()).toISOString() }
}

/** Command checkIns.remove: the rows, and with the keys every copy of them. What is gone already is no refusal. */
export async function remove(
  { db, keys, now }: CommandScope,
  { checkInId }: RemoveInput,
): Promise<CommandResult> {
  await removeCheckIns({ db, keys }, checkInId)
  return { entityId: checkInId ?? db.person, version: 0, at: new Date(now()).toISOString() }
}

/**
 * The keys go last, and before the commit: a failure leaves rows that nobody can read and that the repeat deletes, never
 * keys to what is said to be gone.
 */
async function removeCheckIns({ db, keys }: Pick<CommandScope, 'db' | 'keys'>, checkInId: string | null) {
  const gone = await queries.deleteCheckIns(db, checkInId)
  await announceOwn(
    db,
    gone.map(({ reader_id }) => reader_id),
  )
  if (checkInId === null) await keys.destroyPerson({ org: db.org, person: db.person })
  else await keys.destroy([refOf(db, checkInId)])
}

/** Command checkIns.setConsent. Withdrawing removes every check-in at once and for good. */
export async function setConsent(
  { db, keys }: CommandScope,
  { given, textVersion }: SetConsentInput,
): Promise<CommandResult> {
  const at = await queries.insertConsent(db, { given, textVersion })
  if (given) await announceOwn(db)
  else await removeCheckIns({ db, keys }, null)
  return { entityId: db.person, version: 0, at }
}

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
  await insertViews(db, personId, ids)
  const how = shown ? 'opened' : 'fetched'
  await logView(db, { subject: personId, kind: 'check_in', how, team: first.team_id, zone: first.zone })
  if (rows.some((row) => !row.read)) {
    // The person sees who read it; the reader's other phones, that it is read.
    await announce(
      db,
      { feature: 'check-ins', audience: { people: [personId] } },
      { feature: 'check-ins', subjectId: personId, audience: { people: [db.person] } },
    )
  }
  const sealed = new Map((await sealedOf(db, ids)).map((row) => [row.check_in_id, row]))
  return {
    person: { personId, name: first.name },
    checkIns: rows.flatMap(({ check_in_id, at }) => {
      const contents = sealed.get(check_in_id)
      const read = contents && opened(keys, refOf(db, check_in_id, personId), contents)
      return read ? [{ checkInId: check_in_id, at, ...read }] : []
    }),
  }
}

/** Command checkIns.openProtocol: its row in the audit log is all that is kept. */
export async function openProtocol(
  { now }: CommandScope,
  { openingId }: OpenProtocolInput,
): Promise<CommandResult> {
  return { entityId: openingId, version: 0, at: new Date(now()).toISOString() }
}
