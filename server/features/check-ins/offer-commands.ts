import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { OfferTalkInput } from '#shared/check-ins/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { insertOffer, offeredTo, offerFacts } from './offer-queries.ts'

/**
 * Command checkIns.offerTalk, by whom a check-in is shared with. Where an offer stands, or the person asks already, nothing
 * more is made of it: they are not reminded.
 */
export async function offerTalk(
  { db, actor, now }: CommandScope,
  { offerId, personId }: OfferTalkInput,
): Promise<CommandResult> {
  const shared = await offerFacts(db, personId)
  const facts = {
    personId,
    audience: 'lead',
    readerId: actor.person,
    teamId: shared?.team_id ?? null,
    inTeam: shared?.in_team ?? false,
  } as const
  if (!shared || !can(actor, 'talk.offer', facts)) throw new AppError('NOT_FOUND')
  const before = await offeredTo(db, personId)
  if (shared.asks || before !== undefined)
    return { entityId: offerId, version: 1, at: before ?? new Date(now()).toISOString() }
  const timestamp = await insertOffer(db, { offerId, personId, teamId: shared.team_id })
  if (!timestamp) throw new AppError('CONFLICT')
  await announce(db, {
    feature: 'check-ins',
    subjectId: personId,
    audience: { people: [personId, db.person] },
  })
  await notify(db, { to: personId, kind: 'talk_offered', entityId: offerId })
  return { entityId: offerId, version: 1, at: timestamp }
}
