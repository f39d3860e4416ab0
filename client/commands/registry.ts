import { createRegistry, type FeatureCommands } from '#client/offline/outbox/command-registry.ts'
import type { Feature } from '#shared/features.ts'

/** The commands of every feature, whose code comes when a record or a screen needs it. */
const features: { readonly [F in Feature]: () => Promise<FeatureCommands> } = {
  people: async () => (await import('./people.ts')).peopleOnPhone,
  // All of it is asked at once: nothing is kept on a phone.
  administration: async () => ({}),
  scorecards: async () => ({}),
  audits: async () => (await import('./audits.ts')).auditsOnPhone,
  coaching: async () => (await import('./coaching.ts')).coachingOnPhone,
  checkIns: async () => (await import('./check-ins.ts')).checkInsOnPhone,
  escalations: async () => (await import('./escalations.ts')).escalationsOnPhone,
  today: async () => (await import('./today.ts')).todayOnPhone,
  inbox: async () => (await import('./inbox.ts')).inboxOnPhone,
}

/** Each session's own: it learns what the screens bring along. */
export const openRegistry = () => createRegistry(features)
