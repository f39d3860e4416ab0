import { type AnswersOf, answerAbout } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { goalQueries } from '#shared/goals/queries.ts'
import type { GoalView, PersonGoals } from '#shared/goals/views.ts'
import { can } from '#shared/policy.ts'
import { type GoalRow, goalsOf, personName } from './queries.ts'

/** Returns the reader's own goals. */
async function ownGoals({ db, actor }: Scope): Promise<PersonGoals> {
  return await db.last(() => readGoals({ db, actor }, actor.person))
}

/** Returns another's goals, for who leads them; logged before they are read. NOT_FOUND for everybody else. */
async function goalsOfAnother(
  { db, actor, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<PersonGoals> {
  return await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'person', last: true }, () =>
    readGoals({ db, actor }, personId),
  )
}

async function readGoals({ db, actor }: Pick<Scope, 'db' | 'actor'>, personId: string): Promise<PersonGoals> {
  return await goalsView(db, personId, (row) =>
    can(actor, 'goal.read', { subjectId: row.subject_id, teamId: row.team_id }),
  )
}

/** Returns those of a person's goals that the database shows the actor and `may` lets through. */
export async function goalsView(
  db: ActorDb,
  personId: string,
  may: (row: GoalRow) => boolean,
): Promise<PersonGoals> {
  const [name, rows] = await Promise.all([personName(db, personId), goalsOf(db, personId)])
  if (name === undefined) throw new AppError('NOT_FOUND')
  const subject = { personId, name }
  return { person: subject, goals: rows.filter(may).map((row) => viewOf(row, subject)) }
}

function viewOf(row: GoalRow, subject: GoalView['subject']): GoalView {
  const { ended_how: how, ended_by: endedBy, ended_at: timestamp } = row
  return {
    goalId: row.goal_id,
    teamId: row.team_id,
    subject,
    author: { personId: row.author_id, name: row.author_name },
    metric: row.metric,
    baseline: row.baseline,
    target: row.target,
    dueOn: row.due_on,
    why: row.why,
    createdAt: row.created_at,
    ended:
      how && endedBy && timestamp
        ? { how, by: { personId: endedBy, name: row.ended_by_name ?? '' }, at: timestamp }
        : null,
    version: row.version,
  }
}

export const answers: AnswersOf<'goals'> = {
  person: answerAbout(goalQueries.person, { own: ownGoals, another: goalsOfAnother }),
}
