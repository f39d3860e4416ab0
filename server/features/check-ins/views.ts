import { type AnswersOf, answer, answerLogged } from '#server/core/answer.ts'
import type { NotifiedSource } from '#server/core/notified.ts'
import type { Scope } from '#server/core/scope.ts'
import { checkInNotifications } from '#shared/check-ins/notification-kinds.ts'
import { checkInQueries } from '#shared/check-ins/queries.ts'
import { followUpDays } from '#shared/check-ins/rhythm-rules.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'
import type {
  CheckInDownload,
  CheckInView,
  DeliveryView,
  OwnCheckIns,
  SettingsView,
  TalkOfferView,
} from '#shared/check-ins/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { opened, refOf } from './contents-rules.ts'
import { zoneOfLed } from './delivery-queries.ts'
import { downloadedExposure, readBudgets, readExposure } from './exposure-views.ts'
import { deferredUntil, iso } from './facade.ts'
import { allOffersTo, notifiedOffers, type OfferRow, offersTo } from './offer-queries.ts'
import * as queries from './queries.ts'
import { downloadedQuestionnaires, readContentPacks, readQuestionnaires } from './questionnaire-views.ts'
import { ownFollowUps, ownRhythm } from './rhythm-queries.ts'
import { ownRotations, ownTopics } from './rotation-queries.ts'
import { readRotation, readRotations } from './rotation-views.ts'
import { leadsOf } from './rules.ts'
import { settingRow } from './settings-queries.ts'
import { readShared, readSharedNotices } from './shared-views.ts'
import { notifiedTalks, type TalkRow } from './talk-queries.ts'
import { ownTalks, readTalks } from './talk-views.ts'
import { readTotals } from './totals-views.ts'

/** Query checkIns.own. What was destroyed since an older backup was taken is not there, though its row is. */
export async function readOwn(scope: Scope): Promise<OwnCheckIns> {
  const { db } = scope
  const [log, checkIns, talks, offers, above, settings, rhythm, followUps] = await Promise.all([
    queries.consentLog(db),
    viewsOf(scope),
    ownTalks(scope),
    offersTo(db),
    queries.peopleAbove(db),
    readSettings(scope),
    ownRhythm(db),
    ownFollowUps(db, followUpDays[1]),
  ])
  return {
    consent: log[0] ?? null,
    checkIns,
    talks,
    offers: offers.filter(({ lead_id }) => above.some(({ person_id }) => person_id === lead_id)).map(offerOf),
    leads: leadsOf(above).map(({ person_id, name }) => ({ personId: person_id, name })),
    addressees: above.map(({ person_id, name, standing }) => ({
      person: { personId: person_id, name },
      standing,
    })),
    programme: settings.programme,
    retentionDays: settings.retentionDays,
    rhythm,
    followUps,
  }
}

const offerOf = ({ offer_id, lead_id, lead_name, offered_at }: OfferRow): TalkOfferView => ({
  offerId: offer_id,
  from: { personId: lead_id, name: lead_name },
  at: offered_at,
})

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
  const [name, consents, checkIns, talks, offers, exposure, rhythm, followUps, questionnaires] =
    await Promise.all([
      queries.nameOf(db, db.person),
      queries.consentLog(db),
      viewsOf(scope),
      ownTalks(scope),
      allOffersTo(db),
      downloadedExposure(db),
      ownRhythm(db),
      ownFollowUps(db),
      downloadedQuestionnaires(scope),
    ])
  const [topics, rotations] = await Promise.all([ownTopics(db), ownRotations(db)])
  return {
    at: new Date(now()).toISOString(),
    person: { personId: db.person, name: name ?? '' },
    consents,
    checkIns,
    talks,
    offers: offers.map(offerOf),
    rhythm,
    followUps,
    questionnaires,
    exposure,
    topics: [...topics],
    rotations: rotations.map(({ state, asked_at, ended_at }) => ({
      ...{ state, askedAt: asked_at, endedAt: ended_at },
    })),
  }
}

/** Query checkIns.delivery, for who leads the person. */
export async function readDelivery(
  { db, now }: Scope,
  { personId, writtenAt }: { personId: string; writtenAt?: string | undefined },
): Promise<DeliveryView> {
  if ((await zoneOfLed(db, personId)) === undefined) throw new AppError('NOT_FOUND')
  const written = writtenAt === undefined ? now() : Date.parse(writtenAt)
  const { notBefore } = await deferredUntil({ db, now: () => written }, personId)
  // One that has arrived does not wait any more.
  return { notBefore: notBefore === undefined || notBefore <= now() ? null : iso(notBefore) }
}

/** Query checkIns.settings: what the organisation offers and for how long it keeps answers; everybody may know both. */
export async function readSettings({ db }: Pick<Scope, 'db'>): Promise<SettingsView> {
  const row = await settingRow(db)
  return {
    programme: {
      name: row?.programme_name ?? null,
      phone: row?.programme_phone ?? null,
      url: row?.programme_url ?? null,
      verifiedOn: row?.programme_verified_on ?? null,
    },
    retentionDays: row?.retention_days ?? defaultRetentionDays,
    version: row?.version ?? 0,
  }
}

export const answers: AnswersOf<'checkIns'> = {
  own: answer(checkInQueries.own, readOwn),
  download: answer(checkInQueries.download, download),
  sharedWithMe: answer(checkInQueries.sharedWithMe, readSharedNotices),
  shared: answerLogged(checkInQueries.shared, readShared),
  talks: answer(checkInQueries.talks, readTalks),
  totals: answer(checkInQueries.totals, readTotals),
  exposure: answer(checkInQueries.exposure, readExposure),
  rotation: answer(checkInQueries.rotation, readRotation),
  rotations: answer(checkInQueries.rotations, readRotations),
  budgets: answer(checkInQueries.budgets, readBudgets),
  delivery: answer(checkInQueries.delivery, readDelivery),
  questionnaires: answer(checkInQueries.questionnaires, readQuestionnaires),
  contentPacks: answer(checkInQueries.contentPacks, readContentPacks),
  settings: answer(checkInQueries.settings, readSettings),
}

const aboutOffer = ({ lead_id, lead_name, offered_at }: OfferRow) => ({
  person: { personId: lead_id, name: lead_name },
  since: offered_at,
  noteKind: null,
})
const aboutTalk = (row: TalkRow, reader: string) => ({
  person:
    row.asker_id === reader
      ? { personId: row.addressee_id, name: row.addressee_name }
      : { personId: row.asker_id, name: row.asker_name },
  since: row.asked_at,
  noteKind: null,
})

/** Returns with whom each request or offer to talk is, and when it was made; neither says anything more. */
export const notified: NotifiedSource = async (db, items) => {
  const ours = items.filter(({ kind }) => Object.hasOwn(checkInNotifications, kind))
  if (ours.length === 0) return new Map()
  const ids = [...new Set(ours.map(({ entityId }) => entityId))]
  const [talks, offers] = await Promise.all([notifiedTalks(db, ids), notifiedOffers(db, ids)])
  // An offer is accepted by a request under its id.
  const offersById = new Map(offers.map((row) => [row.offer_id, aboutOffer(row)]))
  const talksById = new Map(talks.map((row) => [row.request_id, aboutTalk(row, db.person)]))
  return new Map(
    ours.flatMap(({ inboxId, kind, entityId }) => {
      const about = (kind === 'talk_offered' ? offersById : talksById).get(entityId)
      return about ? [[inboxId, { about }]] : []
    }),
  )
}
