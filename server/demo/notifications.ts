import type { InboxKind } from '#shared/inbox/kinds.ts'
import { judgesOf } from '#shared/reviews/dispute-rules.ts'
import { iso } from './calendar.ts'
import { disputeDecider } from './disputes.ts'
import type { MakeId } from './identity.ts'
import type { DemoRows, RowOf } from './rows.ts'
import type { Ruled } from './rulings.ts'

type Happened = Pick<
  DemoRows,
  'note' | 'note_reply' | 'note_reading' | 'another_look' | 'talk_offer' | 'review_dispute' | 'review_reply'
> & { ruled: readonly Ruled[] }

/** Days; the inbox of a demo begins with what a person would still remember. */
const since = 45

/**
 * The news that these notes, replies, answers and offers were to who they were for: read where it led to something since, and
 * after a week. Nothing of it is pushed any more.
 */
export function notificationsOf(
  { note, note_reply, note_reading, another_look, talk_offer, review_dispute, review_reply, ruled }: Happened,
  { org, id, end }: { org: string; id: MakeId; end: number },
): RowOf<'inbox'>[] {
  const acknowledged = new Map(note_reading.map((row) => [row.note_id, row.acknowledged_at]))
  const make = (
    kind: InboxKind,
    entity: string,
    notification: { to: string; by: string; at: string; read?: string | null },
  ): RowOf<'inbox'>[] => {
    const { to, by, at } = notification
    const age = end - Date.parse(at)
    if (to === by || age > since * 86_400_000) return []
    const later = iso(Math.min(Date.parse(at) + 3 * 3_600_000, end - 60_000))
    return [
      {
        ...{
          org_id: org,
          inbox_id: id('news', kind, entity, at, to),
          person_id: to,
          kind,
          entity_id: entity,
        },
        ...{ by_id: by, urgent: false, at, push_at: null, told: true, mail_id: null },
        read_at: notification.read ?? (age > 7 * 86_400_000 ? later : null),
      },
    ]
  }
  const notes = new Map(note.map((row) => [row.note_id, row]))
  return [
    ...note.flatMap((row) =>
      row.person_since === null
        ? []
        : make('note_shared', row.note_id, {
            ...{ to: row.subject_id, by: row.author_id, at: row.person_since },
            read: acknowledged.get(row.note_id) ?? null,
          }),
    ),
    ...note_reply.flatMap((row) => {
      const note = notes.get(row.note_id)
      const readers = note ? [note.author_id, note.subject_id] : []
      return readers.flatMap((to) => make('note_replied', row.note_id, { to, by: row.author_id, at: row.at }))
    }),
    ...talk_offer.flatMap(({ offer_id, person_id, lead_id, offered_at }) =>
      make('talk_offered', offer_id, { to: person_id, by: lead_id, at: offered_at }),
    ),
    ...review_dispute.flatMap((row) =>
      row.decided_by && row.decided_at
        ? make('dispute_decided', row.review_id, {
            ...{ to: row.analyst_id, by: row.decided_by, at: row.decided_at },
          })
        : make('dispute_raised', row.review_id, {
            ...{ to: id('person', disputeDecider), by: row.analyst_id, at: row.raised_at },
          }),
    ),
    ...review_reply.flatMap((row) =>
      review_dispute
        .filter(({ review_id }) => review_id === row.review_id)
        .flatMap(({ analyst_id, reviewer_id }) =>
          [analyst_id, ...judgesOf(reviewer_id)].flatMap((to) =>
            make('review_replied', row.review_id, { to, by: row.author_id, at: row.written_at }),
          ),
        ),
    ),
    ...ruled.flatMap(({ precedentId, concerned, by, at }) =>
      concerned.flatMap((to) => make('ruling_applied', precedentId, { to, by, at })),
    ),
    ...another_look.flatMap((row) =>
      row.answered_by && row.answered_at
        ? make('look_answered', row.audit_id, {
            ...{ to: row.analyst_id, by: row.answered_by, at: row.answered_at },
          })
        : [],
    ),
  ]
}
