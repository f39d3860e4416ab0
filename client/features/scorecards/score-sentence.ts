import type { AnalystScorecard } from '#shared/scorecards/views.ts'
import { useSignalSentence } from './signal-sentence.ts'
import { useVerdict } from './week-chart.tsx'

/**
 * Returns what a scorecard says in one sentence: what was raised as a signal; else that its weeks are as usual. A turn of the
 * chart that raised nothing is a picture and no sentence.
 */
export function useScoreSentence({ weeks, signals }: AnalystScorecard): string | undefined {
  const say = useSignalSentence()
  const { kind, sentence } = useVerdict(weeks, 'accuracy')
  const raised = signals.find((signal) => signal.kind === 'more_errors')
  if (raised) return say(raised)
  return kind === 'signal' ? undefined : sentence
}
