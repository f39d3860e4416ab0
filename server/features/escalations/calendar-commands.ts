import type { CommandScope } from '#server/core/scope.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { SetCalendarDayInput } from '#shared/escalations/contracts.ts'
import { can } from '#shared/policy.ts'
import { putCalendarDay } from './calendar-queries.ts'

/** Command escalations.setCalendarDay: the last word on a day holds, so the base is not compared. */
export async function setCalendarDay(
  { db, actor, now }: CommandScope,
  input: SetCalendarDayInput,
): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  if (!isZone(input.zone)) throw new AppError('INVALID', { field: 'zone' })
  const { version } = await putCalendarDay(db, input)
  return { entityId: actor.person, version, at: new Date(now()).toISOString() }
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.plainDateISO(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
