import { addCounts, noCounts } from '#shared/audits/rules.ts'
import type { Counts } from '#shared/audits/views.ts'
import { type AuditedWeek, findingOf, pointOf } from '#shared/scorecards/signal-rules.ts'
import type { Signal, TeamScorecard, WeekCounts } from '#shared/scorecards/views.ts'

/** A person of the sample team: errors of both kinds in thirteen weeks of so many decisions. */
interface Sample {
  name: string
  weekly: number
  missed: readonly number[]
  over: readonly number[]
}
const people: Record<'ko' | 'en', readonly [string, string, string, string]> = {
  ko: ['예시 김하나', '예시 이두리', '예시 박세나', '예시 최나리'],
  en: ['Sample Ada', 'Sample Ben', 'Sample Cleo', 'Sample Dana'],
}
const samples = ([first, second, third, fourth]: (typeof people)['ko']): readonly Sample[] => [
  {
    name: first,
    weekly: 40,
    missed: [1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1],
    over: [1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1],
  },
  {
    name: second,
    weekly: 36,
    missed: [2, 1, 2, 2, 1, 2, 1, 2, 2, 6, 7, 6, 7],
    over: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1],
  },
  {
    name: third,
    weekly: 44,
    missed: [1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1],
    over: [2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1],
  },
  {
    name: fourth,
    weekly: 5,
    missed: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0],
    over: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  },
]

const sunday = 7 * 86_400_000
/** Returns the Mondays of the thirteen weeks that end with this moment's. */
function mondays(now: number): string[] {
  const day = new Date(now)
  const monday = Date.UTC(
    day.getUTCFullYear(),
    day.getUTCMonth(),
    day.getUTCDate() - ((day.getUTCDay() + 6) % 7),
  )
  return Array.from({ length: 13 }, (_, number) =>
    new Date(monday - (12 - number) * sunday).toISOString().slice(0, 10),
  )
}

/** Returns the figures of a team that does not exist, the same every time but for its days. */
export function sampleTeam(locale: 'ko' | 'en', teamName: string, now: number): TeamScorecard {
  const weeks = mondays(now)
  const targets = { accuracy: 0.95, missed: 0.06, overEnforced: 0.04 }
  const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`
  const countsOf = ({ weekly, missed = [], over = [] }: Sample, week: number): Counts => {
    const [m = 0, o = 0] = [missed[week], over[week]]
    const correct = weekly - m - o
    // Two in five of what is right are actions.
    const acted = Math.round(correct * 0.4)
    return { n: weekly, correct, missed: m, overEnforced: o, unverified: 0, acted, unsided: 0 }
  }
  const sampled = samples(people[locale])
  const weeksOf = (sample: Sample): WeekCounts[] =>
    weeks.map((week, number) => ({ week, counts: countsOf(sample, number) }))
  const all = sampled.map((sample, number) => ({
    ...{ personId: idOf(number + 1), name: sample.name, isNew: false, weeks: weeksOf(sample) },
  }))
  return {
    ...{ teamId: idOf(9), teamName, zone: 'Asia/Seoul', dataThrough: new Date(now).toISOString() },
    targets: { '4w': targets, '13w': targets },
    weeks: weeks.map((week, number) => ({
      week,
      counts: sampled.reduce((sum, sample) => addCounts(sum, countsOf(sample, number)), noCounts),
    })),
    ...{ policyBreaks: [], targetBreaks: [], people: all, machines: null, machineCases: false },
    signals: all.flatMap(({ personId, weeks: own }) =>
      signalOf(
        personId,
        own,
        all.map((each) => each.weeks),
      ),
    ),
  }

  /** The rule of real teams, on the sample's weeks. */
  function signalOf(
    personId: string,
    own: readonly WeekCounts[],
    team: readonly (readonly WeekCounts[])[],
  ): Signal[] {
    const finding = findingOf({ weeks: audited(own), team: team.map(audited), complete: weeks.length })
    if (!finding) return []
    const { kind, from, to, now: tested, episode } = finding
    const { missed, overEnforced } = own
      .slice(from, to + 1)
      .reduce((sum, { counts }) => addCounts(sum, counts), noCounts)
    const { x, n, p } = tested
    return [
      {
        ...{
          key: `sample:${personId}`,
          personId,
          teamId: idOf(9),
          kind,
          x,
          n,
          p,
          missed,
          overEnforced,
          cause: null,
        },
        ...{ since: weeks[episode.since] ?? '', from: weeks[from] ?? '', to: weeks[to] ?? '' },
        ...{ baseline: episode.baseline.rate, provisional: episode.baseline.provisional },
        basis: {
          ...{ rate: episode.baseline.rate, weeks: episode.baseline.weeks, why: 'first_weeks', saidOn: null },
          ...{ since: weeks[episode.baseline.first] ?? '', provisional: episode.baseline.provisional },
        },
        point: pointOf({ x, n, missed, overEnforced }),
      },
    ]
  }
}

const audited = (weeks: readonly WeekCounts[]): AuditedWeek[] =>
  weeks.map(({ counts: { n, correct } }, index) => ({ index, n, x: n - correct }))
