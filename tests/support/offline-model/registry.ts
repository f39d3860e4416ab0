import { auditsOnPhone } from '#client/commands/audits.ts'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { peopleOnPhone } from '#client/commands/people.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import { createRegistry } from '#client/offline/outbox/command-registry.ts'

/** Opens a registry of the app's own commands that a model sends, without the screens that the app's knows of. */
export const openModelRegistry = () =>
  createRegistry({
    people: async () => peopleOnPhone,
    audits: async () => auditsOnPhone,
    coaching: async () => coachingOnPhone,
    today: async () => todayOnPhone,
  })
