import { type AnswersOf, answer, answerAbout, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { logShown, openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { inOwnOrder } from '#shared/people/rules.ts'
import { can, leads } from '#shared/policy.ts'
import { scorecardQueries } from '#shared/scorecards/queries.ts'
import type { AnalystScorecard, TeamScorecard, TeamsRollup } from '#shared/scorecards/views.ts'
import { headOf, weeksFrom } from './figure-views.ts'
import { figuresOfAnalyst, figuresOfPeople, figuresOfTeams } from './queries.ts'
import { isNewInTeam, teamsWithRole } from './rules.ts'
import { signalsOf, signalsOfAnalyst } from './signal-views.ts'

/** A team's figures; its lead also sees each of its analysts of today, which is logged. NOT_FOUND for who neither leads nor manages it. */
export async function readTeam(
  { db, actor, now, shown }: Scope<WriteDb>,
  { teamId }: { teamId: string },
): Promise<TeamScorecard> {
  if (!can(actor, 'team.read', { teamId })) throw new AppError('NOT_FOUND')
  const led = leads(actor, teamId)
  const [[team], rows] = await (led
    ? Promise.all([figuresOfTeams(db, [teamId]), figuresOfPeople(db, [teamId])])
    : Promise.all([db.last(() => figuresOfTeams(db, [teamId])), []]))
  const members = rows.flatMap((row) =>
    row.starts_on === null ? [] : [{ ...row, starts_on: row.starts_on }],
  )
  const subjects = members.map((row) => row.person_id)
  if (led) logShown({ db, shown }, { subjects, team: teamId, kind: 'figures' })
  if (!team) throw new AppError('NOT_FOUND')
  const people = members.map((row) => ({
    personId: row.person_id,
    name: row.person_name,
    isNew: isNewInTeam(row.starts_on, now(), team.zone),
    weeks: weeksFrom(row.first_week, row.weeks, row.signal_week),
  }))
  return {
    ...headOf(team, weeksFrom(team.first_week, team.weeks)),
    people: inOwnOrder(people, team.team_order, team.locale),
    machines: team.machine_weeks && { weeks: weeksFrom(team.first_week, team.machine_weeks) },
    signals: await signalsOf(db, rows),
  }
}

/** One's own scorecard in the team of today. */
export async function readOwn({ db, actor }: Scope): Promise<AnalystScorecard> {
  return await scorecardOf(db, await figuresOfAnalyst(db, actor.person, null))
}

/** Another's, for who leads them; logged before it is read. */
export async function readAnalyst(
  { db, actor, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<AnalystScorecard> {
  const read = { subjectId: personId, kind: 'scorecard' } as const
  const figures = await openRecord({ db, actor, shown }, read, () =>
    figuresOfAnalyst(db, personId, teamsWithRole(actor, 'lead')),
  )
  return await scorecardOf(db, figures)
}

/** Returns the scorecard of a row. @throws NOT_FOUND where there is none. */
export async function scorecardOf(
  db: ActorDb,
  row: Awaited<ReturnType<typeof figuresOfAnalyst>>,
): Promise<AnalystScorecard> {
  if (!row) throw new AppError('NOT_FOUND')
  const policies = (row.policies ?? []).map((policy) => ({
    ...policy,
    weeks: weeksFrom(row.first_week, policy.weeks),
  }))
  const weeks = weeksFrom(
    row.first_week,
    (row.policies ?? []).flatMap((policy) => policy.weeks),
  )
  return {
    ...headOf(row, weeks),
    person: { personId: row.person_id, name: row.person_name },
    policies,
    signals: await signalsOfAnalyst(db, row),
    openLooks: row.open_rechecks,
  }
}

/** Every team that the actor manages, without anybody in it. */
export async function readTeams({ db, actor }: Scope): Promise<TeamsRollup> {
  const managed = teamsWithRole(actor, 'manager')
  const rows = managed.length > 0 ? await db.last(() => figuresOfTeams(db, managed)) : []
  return { teams: rows.map((row) => headOf(row, weeksFrom(row.first_week, row.weeks))) }
}

export const answers: AnswersOf<'scorecards'> = {
  team: answerLogged(scorecardQueries.team, readTeam),
  analyst: answerAbout(scorecardQueries.analyst, { own: readOwn, another: readAnalyst }),
  teams: answer(scorecardQueries.teams, readTeams),
}
