import { type Severity, severities } from './step-rules.ts'

export interface OpenPlace {
  severity: Severity
  /** The clock that runs out next; null where none runs. */
  dueAt: string | null
  changedAt: string
}

/**
 * Compares open escalations for a list: the overdue ones first and the most severe among them, as Today has them; then by the
 * clock that runs out next, and at last, newest first, those without a clock.
 */
export function compareOpen(a: OpenPlace, b: OpenPlace, now: number): number {
  const [first, second] = [placeOf(a, now), placeOf(b, now)]
  return (
    first.severity - second.severity ||
    (first.due === second.due ? Date.parse(b.changedAt) - Date.parse(a.changedAt) : first.due - second.due)
  )
}

function placeOf({ severity, dueAt }: OpenPlace, now: number) {
  const due = dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt)
  return { due, severity: due <= now ? severities.indexOf(severity) : severities.length }
}
