import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { checkInsAsked } from './asking-views.ts'
import { openItemsOf } from './open-item-queries.ts'

/** A request to talk stays until it is answered; a week without a check-in is one row, and settling it the skip. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const openItems = await openItemsOf(db, new Date(now()).toISOString())
  if (!openItems) return []
  const utc = (textOf: string) => new Date(textOf).toISOString()
  const rows: TodayItem[] = [
    ...openItems.talks.map((talk) => ({
      ...talk,
      ...{ key: `talk:${talk.requestId}`, kind: 'talk' as const, group: 'now' as const },
      ...{ at: utc(talk.at), dueAt: utc(talk.dueAt) },
    })),
    ...openItems.answered.map(({ version, ...talk }) => ({
      ...talk,
      ...{ key: `talk_answered:${talk.requestId}:${version}`, kind: 'talk_answered' as const },
      ...{ group: 'people' as const, at: utc(talk.at), proposedAt: talk.proposedAt && utc(talk.proposedAt) },
    })),
    ...openItems.offered.map((offer) => ({
      ...offer,
      ...{ key: `talk_offered:${offer.offerId}`, kind: 'talk_offered' as const },
      ...{ group: 'people' as const, at: utc(offer.at) },
    })),
    ...openItems.shared.map((item) => ({
      ...item,
      ...{ key: `check_in_shared:${item.checkInId}`, kind: 'check_in_shared' as const },
      ...{ group: 'people' as const, at: utc(item.at) },
    })),
    ...openItems.rotations.map((item) => ({
      ...item,
      ...{ key: `rotation:${item.rotationId}`, kind: 'rotation' as const },
      ...{ group: 'people' as const, at: utc(item.at) },
    })),
  ]
  const { asking, name } = openItems
  const person = { personId: actor.person, name }
  if (asking)
    rows.push(...(await checkInsAsked({ db, actor, now }, asking)).map((row) => ({ ...row, person })))
  return rows.map((row) => ({ key: row.key, row: () => row }))
}
