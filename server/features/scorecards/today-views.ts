import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { logShown } from '#server/features/people/facade.ts'
import { testedWeeks } from '#shared/scorecards/signal-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { figuresOfPeople } from './queries.ts'
import { teamsWithRole } from './rules.ts'
import { signalsOf } from './signal-views.ts'

/** Returns what in the data of the people whom the actor leads is worth a look. */
async function signalsOfLedTeams({ db, actor }: Scope): Promise<Signal[]> {
  const led = teamsWithRole(actor, 'lead')
  if (led.length === 0) return []
  return await signalsOf(db, await figuresOfPeople(db, led))
}

/** Returns a row for each signal about somebody whom the reader leads, and logs that they see it. */
export async function waiting(scope: Scope<WriteDb>): Promise<Waiting[]> {
  const signals = await signalsOfLedTeams(scope)
  for (const [team, about] of Map.groupBy(signals, ({ teamId }) => teamId))
    logShown(scope, { subjects: about.map(({ personId }) => personId), team, kind: 'figures' })
  return signals.map((signal) => {
    // One row for a person, whatever week an episode turns out to have begun in once a late import has changed it.
    const key = `signal:${signal.personId}:${signal.teamId}:${signal.kind}`
    return {
      key,
      people: [signal.personId],
      beganAt: `${windowBefore(signal.since)}T00:00:00Z`,
      row: ({ names }) => ({
        key,
        kind: 'signal',
        group: 'people',
        at: `${signal.since}T00:00:00Z`,
        person: { personId: signal.personId, name: names[signal.personId] ?? '' },
        signal,
      }),
    }
  })
}

/** The first Monday of the weeks that were tested when it began. */
const windowBefore = (since: string) =>
  Temporal.PlainDate.from(since)
    .subtract({ weeks: testedWeeks - 1 })
    .toString()
