import { type AnswersOf, answer, answerAbout, answerLogged } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { logShown, openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { inOwnOrder } from '#shared/people/rules.ts'
import { can, leads } from '#shared/policy.ts'
import type { EffectView } from '#shared/scorecards/effect-views.ts'
import type { PeriodUnit } from '#shared/scorecards/period-rules.ts'
import type { PeriodScorecard } from '#shared/scorecards/period-views.ts'
import { type EffectInput, scorecardQueries } from '#shared/scorecards/queries.ts'
import { baselineOf } from '#shared/scorecards/signal-rules.ts'
import type { AnalystScorecard, TeamScorecard, TeamsRollup } from '#shared/scorecards/views.ts'
import { figuresOfPeriod } from './calendar-queries.ts'
import { effectView } from './effect-views.ts'
import { headOf, weeksFrom } from './figure-views.ts'
import { periodScorecardOf } from './period-views.ts'
import { figuresOfAnalyst, figuresOfPeople, figuresOfTeams } from './queries.ts'
import { isNewInTeam, teamsWithRole } from './rules.ts'
import { basisOf, watchedIn } from './signal-rules.ts'
import { signalsOf, signalsOfAnalyst } from './signal-views.ts'
import { readTargets } from './target-views.ts'
import { readTrends } from './trend-views.ts'

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
    machineCases: team.machine_cases,
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

type AskedPeriod = { personId: string; unit: PeriodUnit; day: string | null }

/** One's own figures of a period in the team of today. */
export async function readOwnPeriod(
  { db, actor }: Scope,
  { unit, day }: AskedPeriod,
): Promise<PeriodScorecard> {
  const asked = { analyst: actor.person, teams: null, unit, day }
  return periodScorecardOf(await figuresOfPeriod(db, asked), unit)
}

/** Another's, for who leads them; logged before it is read. */
export async function readPeriod(
  { db, actor, shown }: Scope<WriteDb>,
  { personId, unit, day }: AskedPeriod,
): Promise<PeriodScorecard> {
  const read = { subjectId: personId, kind: 'scorecard' } as const
  const asked = { analyst: personId, teams: teamsWithRole(actor, 'lead'), unit, day }
  const row = await openRecord({ db, actor, shown }, read, () => figuresOfPeriod(db, asked))
  return periodScorecardOf(row, unit)
}

/** Returns what followed a note about oneself. */
export async function readOwnEffect({ db, actor }: Scope, asked: EffectInput): Promise<EffectView> {
  return await effectView(db, await figuresOfAnalyst(db, actor.person, null), asked)
}

/** Returns what followed a note about somebody, for who leads them; logged before it is read. */
export async function readEffect(
  { db, actor, shown }: Scope<WriteDb>,
  asked: EffectInput,
): Promise<EffectView> {
  const read = { subjectId: asked.personId, kind: 'scorecard' } as const
  const row = await openRecord({ db, actor, shown }, read, () =>
    figuresOfAnalyst(db, asked.personId, teamsWithRole(actor, 'lead')),
  )
  return await effectView(db, row, asked)
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
  const baseline = baselineOf(watchedIn(row))
  return {
    ...headOf(row, weeks),
    person: { personId: row.person_id, name: row.person_name },
    policies,
    signals: await signalsOfAnalyst(db, row),
    baseline: baseline ? basisOf(row, baseline) : null,
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
  period: answerAbout(scorecardQueries.period, { own: readOwnPeriod, another: readPeriod }),
  effect: answerAbout(scorecardQueries.effect, { own: readOwnEffect, another: readEffect }),
  targets: answer(scorecardQueries.targets, readTargets),
  teams: answer(scorecardQueries.teams, readTeams),
  trends: answer(scorecardQueries.trends, readTrends),
}
