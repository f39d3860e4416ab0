import type { Scope } from '#server/core/scope.ts'
import { AppError } from '#shared/core/errors.ts'
import type { PolicyUpdate, TeamUpdate, TeamUpdatesView, UpdatesView } from '#shared/policies/update-views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { type OwnMarkRow, ownMarks, type UpdateRow, updatesFor } from './update-queries.ts'
import { markingTeamOf } from './update-rules.ts'

/** Returns the versions that concern the reader as an analyst, and those that they marked before. */
export async function readUpdates({ db, actor }: Scope): Promise<UpdatesView> {
  const [rows, marks] = await Promise.all([updatesFor(db, { unmarked: true }), ownMarks(db)])
  const own = rows.filter(({ person_id, team_id }) =>
    can(actor, 'mark.write', { personId: person_id, teamId: team_id }),
  )
  // Somebody in two teams reads a version once.
  const unmarked = new Map(own.map((row) => [row.version_id, row]))
  return [...[...unmarked.values()].map(ofUnmarked), ...marks.map((row) => ofMark(actor, row))].toSorted(
    (left, right) => right.effectiveFrom.localeCompare(left.effectiveFrom),
  )
}

const versionOf = (row: Pick<UpdateRow, 'version_id' | 'policy' | 'label' | 'effective_from'>) => ({
  versionId: row.version_id,
  policy: row.policy,
  label: row.label,
  effectiveFrom: row.effective_from,
})
const ofUnmarked = (row: UpdateRow): PolicyUpdate => ({ ...versionOf(row), teamId: row.team_id, mark: null })
/** A mark belongs to its person: after a change of teams it is changed in the team in which they are an analyst now. */
const ofMark = (actor: Actor, row: OwnMarkRow): PolicyUpdate => ({
  ...versionOf(row),
  teamId: markingTeamOf(actor, row.team_id) ?? row.team_id,
  mark: {
    ...{ mark: row.mark, text: row.text, flagged: row.entry_id !== null, at: row.marked_at },
    questionId: row.question_id,
  },
})

/** Returns who of a team has not read which version, and what they asked or flagged. NOT_FOUND for who does not lead it. */
export async function readTeamUpdates(
  { db, actor }: Scope,
  { teamId }: { teamId: string },
): Promise<TeamUpdatesView> {
  if (!can(actor, 'mark.team', { teamId })) throw new AppError('NOT_FOUND')
  const rows = (await updatesFor(db, { unmarked: false })).filter((row) => row.team_id === teamId)
  return { teamId, updates: [...Map.groupBy(rows, (row) => row.version_id).values()].flatMap(ofTeam) }
}

function ofTeam(rows: readonly UpdateRow[]): TeamUpdate[] {
  const [first] = rows
  if (!first) return []
  const person = (row: UpdateRow) => ({ personId: row.person_id, name: row.person_name })
  return [
    {
      ...versionOf(first),
      unread: rows.filter(({ mark }) => mark === null).map(person),
      // A question to a colleague is nobody else's until it was answered.
      remarks: rows.flatMap((row) => {
        const text = row.question ?? row.text
        return row.mark && text !== null
          ? [{ person: person(row), mark: row.mark, text, questionId: row.question_id }]
          : []
      }),
    },
  ]
}
