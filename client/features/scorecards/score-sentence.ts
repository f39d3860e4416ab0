import { useT } from '#client/lib/i18n.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'
import { judgedWeeks } from '#shared/scorecards/week-chart.ts'
import { useVerdict, useWeekMessage } from './week-chart.tsx'

/**
 * Returns what a scorecard says in one sentence: what was raised as a signal; else that its weeks are as usual. A turn of the
 * chart that raised nothing is a picture and no sentence.
 */
export function useScoreSentence({ weeks, signals }: AnalystScorecard): string | undefined {
  const t = useT()
  const say = useWeekMessage()
  const { kind, sentence } = useVerdict(weeks, 'accuracy')
  const raised = signals.find((signal) => signal.kind !== 'recovery')
  if (raised?.kind === 'above_limit') {
    const { metric, x, n } = raised
    return t('signal.above_limit', { metric, x, n, weeks: judgedWeeks })
  }
  if (raised) return t('score.sentence.more', { week: say(raised.to) })
  return kind === 'signal' ? undefined : sentence
}
