import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import type { BaselineBasis, Signal } from '#shared/scorecards/views.ts'

const weekMs = 7 * 86_400_000

/** Returns how many weeks lie between two Mondays, both included. */
export function weeksBetween({ from, to }: Pick<Signal, 'from' | 'to'>): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / weekMs) + 1
}

/** Returns a function that says a signal: its errors of how many decisions, what is usual for the person, and since when. */
export function useSignalSentence(): (signal: Signal) => string {
  const t = useT()
  const { percent, shortDate } = useFormat()
  return (signal) => {
    const { kind, x, n, baseline, since } = signal
    const said = { x, n, weeks: weeksBetween(signal), baseline: percent(baseline), since: shortDate(since) }
    return t(`signal.${kind}`, said)
  }
}

/** Returns a function that says what a signal leads with: the policy, queue or language that explains most of its errors. */
export function useCause(): (signal: Signal) => string | undefined {
  const t = useT()
  const names = useNames()
  return ({ cause, x }) =>
    cause ? t('signal.cause', { name: names[cause.stratum](cause.code), x: cause.x, of: x }) : undefined
}

/** Returns a function that says since when a baseline holds, and why. */
export function useBasis(): (basis: BaselineBasis) => string {
  const t = useT()
  const { shortDate } = useFormat()
  return ({ since, why, saidOn, provisional }) =>
    [
      t(`baseline.why.${why}`, { since: shortDate(since), said: saidOn === null ? '' : shortDate(saidOn) }),
      provisional && t('signal.provisional'),
    ]
      .filter(Boolean)
      .join(' ')
}

/** Returns a function that says of which kinds the errors are, where there are any. */
export function useErrorKinds(): (signal: Signal) => string {
  const t = useT()
  return ({ x, missed, overEnforced }) =>
    (
      [
        ['missed', missed],
        ['over_enforced', overEnforced],
        ['wrong_selection', x - missed - overEnforced],
      ] as const
    )
      .flatMap(([kind, n]) => (n > 0 ? [t(`signal.kind.${kind}`, { n })] : []))
      .join(' · ')
}
