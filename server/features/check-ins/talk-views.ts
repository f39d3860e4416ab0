import type { Scope } from '#server/core/scope.ts'
import { mayFollow } from '#shared/check-ins/rules.ts'
import type { TalkRequestView } from '#shared/check-ins/views.ts'
import { peopleAbove } from './queries.ts'
import { type TalkRow, talksOf, talksTo } from './talk-queries.ts'

const viewOf = (row: TalkRow, unheard: boolean): TalkRequestView => ({
  requestId: row.request_id,
  from: { personId: row.asker_id, name: row.asker_name },
  to: { personId: row.addressee_id, name: row.addressee_name },
  state: row.state,
  askedAt: row.asked_at,
  dueAt: row.due_at,
  answer: row.answer,
  proposedAt: row.proposed_at,
  answeredAt: row.answered_at,
  unheard,
  version: row.version,
})

/** The actor's own requests, newest first. One to somebody who is above them no more is heard by nobody. */
export async function ownTalks({ db }: Pick<Scope, 'db'>): Promise<TalkRequestView[]> {
  const [rows, above] = await Promise.all([talksOf(db), peopleAbove(db)])
  const isRecipient = (row: TalkRow) =>
    above.some(
      (above) => above.person_id === row.addressee_id && (row.team_id === null || above.via !== null),
    )
  return rows.map((row) => viewOf(row, mayFollow[row.state].length > 0 && !isRecipient(row)))
}

/** Query checkIns.talks. */
export async function readTalks({ db }: Pick<Scope, 'db'>): Promise<TalkRequestView[]> {
  return (await talksTo(db)).map((row) => viewOf(row, false))
}
