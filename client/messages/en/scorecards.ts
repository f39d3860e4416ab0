import { count } from '../words.ts'

export const scorecards = {
  'team.sentence.stable': ({ weeks }: { weeks: number }) =>
    `The last ${weeks} weeks stayed within their usual range.`,
  'team.order': 'My order',
  'data.asOf': ({ time }: { time: string }) => `Audits up to ${time}`,
  'score.interval': ({ p, range }: { p: string; range: string }) =>
    `Accuracy ${p} · plausible range ${range} (95 % interval)`,
  'score.few': ({ x, n }: { x: number; n: number }) => `${x} of ${n} correct · too few for a percentage`,
  'score.cases': ({ n }: { n: number }) => `See ${count(n, 'case')}`,
  'score.review': 'Ask for another look',
  'score.viewers': 'Who viewed my record',
}
