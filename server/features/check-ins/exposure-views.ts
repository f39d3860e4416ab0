import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { defaultBudget } from '#shared/check-ins/exposure-rules.ts'
import type { Budget, BudgetView, ExposureView } from '#shared/check-ins/exposure-views.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'
import type { CheckInDownload } from '#shared/check-ins/views.ts'
import { can } from '#shared/policy.ts'
import { budgetRows, entriesSince, ownDay } from './exposure-queries.ts'
import { settingRow } from './settings-queries.ts'

/** Every entry that is kept. */
const anyDay = '0001-01-01'

export const daysBefore = (day: string, days: number) =>
  Temporal.PlainDate.from(day).subtract({ days }).toString()

/** Query checkIns.exposure: one's own. */
export async function readExposure({ db, actor, now }: Scope): Promise<ExposureView> {
  const { day } = await ownDay(db, new Date(now()).toISOString())
  const [entries, budgets, setting] = await Promise.all([
    entriesSince(db, anyDay),
    readBudgets({ db, actor }),
    settingRow(db),
  ])
  return {
    entries: entries.map(({ enteredAt: _, ...entry }) => entry),
    budget: strictest(budgets.map(({ budget }) => budget)),
    day,
    retentionDays: setting?.retention_days ?? defaultRetentionDays,
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

export async function downloadedExposure(db: ActorDb): Promise<CheckInDownload['exposure']> {
  const entries = await entriesSince(db, anyDay)
  return entries.map(({ day, harm, minutes, severity, source }) => ({ day, harm, minutes, severity, source }))
}
