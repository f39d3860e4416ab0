/**
 * How long something is kept: by the age of a row, from the end of a person's last role on, or for a reason without an end.
 * `least` and `largest` bound what may be set, in days.
 */
export type RetentionPeriod =
  | { readonly by: 'age'; readonly days: number }
  | { readonly by: 'leaving'; readonly days: number; readonly least: number; readonly largest: number }
  | { readonly by: 'reason'; readonly reason: 'audit_trail' | 'work' }

interface RetentionRule {
  readonly period: RetentionPeriod
  /** A legal hold keeps it. What only the person uses, and everything of wellbeing, goes all the same. */
  readonly underHold: boolean
}

const year = 365

/** Every kind of data with its period; a table that says something about a person names one of these. */
export const retentionKinds = {
  /** Check-ins, exposure and requests to talk: the person's own, by the setting of the organisation. */
  wellbeing: { period: { by: 'age', days: 90 }, underHold: false },
  consents: { period: { by: 'leaving', days: year, least: 30, largest: 3 * year }, underHold: false },
  /** Notes, goals, 1:1s and policy questions. */
  coaching: { period: { by: 'leaving', days: 3 * year, least: year, largest: 10 * year }, underHold: true },
  /** Judgements with what is counted from them. */
  figures: { period: { by: 'leaving', days: 3 * year, least: year, largest: 10 * year }, underHold: true },
  reviews: { period: { by: 'leaving', days: 3 * year, least: year, largest: 10 * year }, underHold: true },
  escalations: {
    period: { by: 'leaving', days: 5 * year, least: year, largest: 10 * year },
    underHold: true,
  },
  shifts: { period: { by: 'leaving', days: year, least: 90, largest: 5 * year }, underHold: true },
  /** Who read the record of whom. */
  reads: { period: { by: 'leaving', days: 3 * year, least: year, largest: 10 * year }, underHold: true },
  /** Sign-ins, devices and what only their person uses. */
  access: { period: { by: 'leaving', days: 90, least: 30, largest: 3 * year }, underHold: false },
  /** Names and roles: the last to go, and with them all that is left. */
  people: { period: { by: 'leaving', days: 5 * year, least: year, largest: 10 * year }, underHold: true },
  invitations: { period: { by: 'age', days: 90 }, underHold: false },
  notifications: { period: { by: 'age', days: 90 }, underHold: false },
  /** Applied commands, which phones may send twice. */
  commands: { period: { by: 'age', days: 97 }, underHold: false },
  /** What tells open phones to read again. */
  changes: { period: { by: 'age', days: 7 }, underHold: false },
  /** What was done stays without a name; a refusal goes after 90 days. */
  trail: { period: { by: 'reason', reason: 'audit_trail' }, underHold: true },
  /** Rounds, draws, imports, targets, rubrics and precedents: the organisation's work, which names who made it. */
  work: { period: { by: 'reason', reason: 'work' }, underHold: true },
} as const satisfies Readonly<Record<string, RetentionRule>>

export type RetentionKind = keyof typeof retentionKinds

/** The kinds whose period may be set. */
export const settableKinds = (Object.keys(retentionKinds) as RetentionKind[]).filter(
  (kind) => retentionKinds[kind].period.by === 'leaving',
)

/** Returns the period of a kind where nothing was set, in days; null where it has no end. */
export function usualDays(kind: RetentionKind): number | null {
  const { period } = retentionKinds[kind]
  return period.by === 'reason' ? null : period.days
}

/** Returns the bounds of what may be set for a kind, in days. */
export function boundsOf(kind: RetentionKind): { least: number; largest: number } {
  const { period } = retentionKinds[kind]
  return period.by === 'leaving' ? period : { least: 0, largest: 0 }
}
