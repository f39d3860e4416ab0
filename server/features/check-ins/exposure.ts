import type { ActorDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type { CheckInDownload } from '#shared/check-ins.ts'
import type { CommandResult } from '#shared/command.ts'
import { AppError } from '#shared/errors.ts'
import {
  type Budget,
  type BudgetInput,
  type BudgetView,
  defaultBudget,
  type ExposureInput,
  type ExposureView,
  type RemoveExposureInput,
} from '#shared/exposure.ts'
import { can } from '#shared/policy.ts'
import { budgetRows, deleteEntry, entriesSince, ownDay, putBudget, putEntry } from './exposure-queries.ts'

const shownDays = 28

const daysBefore = (day: string, days: number) => Temporal.PlainDate.from(day).subtract({ days }).toString()

/** Query checkIns.exposure: one's own. */
export async function readExposure({ db, actor, now }: Scope): Promise<ExposureView> {
  const { day } = await ownDay(db, new Date(now()).toISOString())
  const [entries, budgets] = await Promise.all([
    entriesSince(db, daysBefore(day, shownDays - 1)),
    readBudgets({ db, actor }),
  ])
  return {
    entries: entries.map(({ enteredAt: _, ...entry }) => entry),
    budget: strictest(budgets.map(({ budget }) => budget)),
    day,
  }
}

export function strictest(budgets: readonly Budget[]): Budget {
  if (budgets.length === 0) return defaultBudget
  return {
    minutesPerDay: Math.min(...budgets.map((budget) => budget.minutesPerDay)),
    minutesWithoutBreak: Math.min(...budgets.map((budget) => budget.minutesWithoutBreak)),
  }
}

/** Query checkIns.budgets: of the teams that the reader is in or leads; version 0 where nothing was set. */
export async function readBudgets({ db, actor }: Pick<Scope, 'db' | 'actor'>): Promise<BudgetView[]> {
  const rows = await budgetRows(db)
  return rows
    .filter(({ team_id }) => can(actor, 'budget.read', { teamId: team_id }))
    .map((row) => ({
      teamId: row.team_id,
      name: row.name,
      budget: {
        minutesPerDay: row.minutes_per_day ?? defaultBudget.minutesPerDay,
        minutesWithoutBreak: row.minutes_without_break ?? defaultBudget.minutesWithoutBreak,
      },
      version: row.version ?? 0,
    }))
}

/** Command checkIns.setBudget, by who leads the team; `base` is the version looked at. */
export async function setBudget(
  { db, actor, meta, now }: CommandScope,
  input: BudgetInput,
): Promise<CommandResult> {
  if (!can(actor, 'budget.set', input)) throw new AppError('NOT_FOUND')
  const set = await putBudget(db, input, meta.base)
  if (!set) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', teamId: input.teamId })
  return { entityId: input.teamId, version: set.version, at: new Date(now()).toISOString() }
}

/** Command checkIns.saveExposure. A day that has not come yet was not seen. */
export async function saveExposure({ db, now }: CommandScope, input: ExposureInput): Promise<CommandResult> {
  const { day } = await ownDay(db, new Date(now()).toISOString())
  if (input.day > day) throw new AppError('INVALID', { field: 'day' })
  const put = await putEntry(db, input)
  if (!put) throw new AppError('CONFLICT')
  await announce(db, { feature: 'check-ins', personId: db.person })
  return { entityId: input.entryId, version: put.version, at: put.entered_at }
}

/** Command checkIns.removeExposure; what is gone already is no refusal. */
export async function removeExposure(
  { db, now }: CommandScope,
  { entryId }: RemoveExposureInput,
): Promise<CommandResult> {
  await deleteEntry(db, entryId)
  await announce(db, { feature: 'check-ins', personId: db.person })
  return { entityId: entryId, version: 0, at: new Date(now()).toISOString() }
}

export async function downloadedExposure(db: ActorDb): Promise<CheckInDownload['exposure']> {
  const entries = await entriesSince(db, '0001-01-01')
  return entries.map(({ day, harm, minutes }) => ({ day, harm, minutes }))
}
