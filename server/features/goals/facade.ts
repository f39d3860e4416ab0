import type { ActorDb } from '#server/db/actor-db.ts'
import type { PersonGoals } from '#shared/goals/views.ts'
import { goalsView } from './views.ts'

/** Returns a person's goals, in a transaction that an emergency access opened. */
export const goalsInEmergency = (db: ActorDb, personId: string): Promise<PersonGoals> =>
  goalsView(db, personId, () => true)
