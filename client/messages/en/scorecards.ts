import { count, thousands } from '#client/messages/plurals.ts'

type Metric = 'accuracy' | 'missed' | 'over_enforced'
const subjects: Record<Metric, string> = {
  accuracy: 'Accuracy',
  missed: 'The share of missed violations',
  over_enforced: 'The share of over-enforcement',
}
/** After "14 of the 15". */
const kinds: Record<Metric, string> = {
  accuracy: 'right',
  missed: 'missed',
  over_enforced: 'over-enforced',
}
const runs: Record<number, { low: string; high: string }> = {
  1: { low: 'was below its usual range', high: 'was above its usual range' },
  2: {
    low: 'stayed below its usual centre for nine weeks',
    high: 'stayed above its usual centre for nine weeks',
  },
  3: { low: 'fell six weeks in a row', high: 'rose six weeks in a row' },
  5: {
    low: 'came close to its lower limit in two of three weeks',
    high: 'came close to its upper limit in two of three weeks',
  },
}

export const messages = {
  'chart.table': 'Table',
  'chart.choose': 'Choose a period',
  'chart.period': 'Period',
  'chart.value': 'Value',
  'chart.n': 'n',
  'chart.limits': 'Control limits',
  'chart.note': 'Note',
  'chart.reading': ({ period, value, n }: { period: string; value: string; n: number }) =>
    `${period} · ${value} · n = ${n}`,
  'chart.few': ({ period, n }: { period: string; n: number }) => `${period} · n = ${n}, too few for a rate`,

  'team.sentence.stable': ({ weeks }: { weeks: number }) =>
    `The last ${weeks} weeks stayed within their usual range.`,
  'team.sentence.few': 'There are too few weeks yet to say what range is usual.',
  'team.sentence.even': 'The weeks do not vary enough to say what range is usual.',
  'team.sentence.signal': (signal: { metric: Metric; rule: number; side: 'low' | 'high'; week: string }) =>
    `${subjects[signal.metric]} ${runs[signal.rule]?.[signal.side]}${signal.rule === 1 ? ' in' : ', up to'} the week of ${signal.week}.`,
  'team.people': 'People',
  'team.order': 'My order',
  'team.order.title': 'My order of people',
  'team.order.up': ({ name }: { name: string }) => `Move ${name} up`,
  'team.order.down': ({ name }: { name: string }) => `Move ${name} down`,
  'team.order.moved': ({ name, place, of }: { name: string; place: number; of: number }) =>
    `${name}: ${place} of ${of}`,
  'team.order.failed': 'The order could not be kept on this phone.',
  'team.order.save': 'Save the order',
  'team.choose': 'Team',
  'team.empty': 'No audits have been imported for this team yet.',
  'team.empty.short': 'no audits yet',
  'team.nobody': 'Nobody is an analyst of this team today.',
  'team.none': 'You lead no team at present.',
  'tour.title': 'Look around',
  'tour.band': 'A sample team. Nothing is kept anywhere; it is gone when you leave.',
  'tour.leave': 'Leave',
  'tour.team': 'Sample team',
  'tour.figures':
    'How accurate the team’s decisions are, and how sure that figure is. Tap a person for theirs.',
  'tour.person':
    'The bar is the plausible range. Only where all of it misses the target is something worth a look; from there it goes on to the cases and a coaching note.',
  'tour.back': 'Back to the sample team',
  'team.invite': 'Invite QA analysts',
  'team.import': 'Import an audit log',
  'team.n': ({ n }: { n: number }) => `n = ${thousands(n)}`,
  'team.new': ({ weeks }: { weeks: number }) => `new, week ${weeks}`,
  'teams.none': 'There is no team below you at present.',
  'data.asOf': ({ time }: { time: string }) => `Audits up to ${time}`,
  'data.upTo': ({ time }: { time: string }) => `to ${time}`,
  'score.period': 'Period',
  'score.weeks': ({ n }: { n: number }) => `${n} weeks`,
  'score.weekOf': ({ day }: { day: string }) => `Week of ${day}`,
  'score.metric.accuracy': 'Accuracy',
  'score.metric.missed': 'Missed violations',
  'score.metric.over_enforced': 'Over-enforced',
  'score.meaning.accuracy': 'Accuracy: the decision is the one that was verified.',
  'score.meaning.missed':
    'Missed: verified as violating, decided as not violating; out of all verified decisions.',
  'score.meaning.over_enforced':
    'Over-enforced: verified as not violating, decided as violating; out of all verified decisions.',
  'score.by.own': 'my decisions',
  'score.by.person': ({ name }: { name: string }) => `${name}'s decisions`,
  'score.by.team': "the analysts' decisions",
  'score.whose.own': 'Your decisions, compared with the verified ones.',
  'score.whose.person': ({ name }: { name: string }) =>
    `Decisions of ${name}, compared with the verified ones.`,
  'score.whose.team': 'Decisions of the QA analysts, compared with the verified ones.',
  'score.interval': ({ p, range }: { p: string; range: string }) =>
    `Accuracy ${p} · plausible range ${range} (95% interval)`,
  'score.range': ({ range }: { range: string }) => `Plausible range ${range} (95% interval)`,
  'score.few': ({ x, n }: { x: number; n: number }) => `${x} of ${n} correct · too few for a percentage`,
  'score.nothing': 'Nothing was verified in this period.',
  'score.n': ({ n }: { n: number }) => count(n, 'verified decision'),
  'score.unverified': ({ n }: { n: number }) => `${thousands(n)} not verified`,
  'score.cases': ({ n }: { n: number }) => `See ${count(n, 'case')}`,
  'score.sentence.more': ({ week }: { week: string }) =>
    `The last four weeks have more errors than the baseline (to the week of ${week}).`,
  'score.chart': ({ metric }: { metric: Metric }) =>
    `${{ accuracy: 'Accuracy', missed: 'Missed violations', over_enforced: 'Over-enforced' }[metric]} by week`,
  'score.chart.legend': ({ centre }: { centre: string }) =>
    `Line: usual ${centre} · band: usual range · ring: worth a look`,
  'score.chart.legend.mean': ({ centre }: { centre: string }) => `Line: mean ${centre}`,
  'score.rule.1': 'Outside the usual range',
  'score.rule.2': 'Nine weeks on the same side of the centre',
  'score.rule.3': 'Six weeks in the same direction',
  'score.rule.5': 'Two of three weeks close to a limit',
  'score.best': 'Holding up best',
  'score.policies': 'By policy',
  'score.review': 'Ask for another look',
  'score.rechecks': ({ n }: { n: number }) => `${count(n, 'request')} for another look awaiting an answer`,
  'score.viewers': 'Who viewed my record',
  'score.empty': 'No decisions have been audited yet.',
  'signal.title': 'Worth a look',
  'signal.mark': 'worth a look',
  'signal.above_limit': ({ metric, x, n, weeks }: { metric: Metric; x: number; n: number; weeks: number }) =>
    `${{ accuracy: 'Accuracy', missed: 'Missed violations', over_enforced: 'Over-enforcement' }[metric]}: ${x} of ${n} in ${weeks} weeks. The whole plausible range lies beyond the limit.`,
  'signal.recovery': ({ metric, x, n, weeks }: { metric: Metric; x: number; n: number; weeks: number }) =>
    `${{ accuracy: 'Accuracy', missed: 'Missed violations', over_enforced: 'Over-enforcement' }[metric]}: back within the limit, ${x} of ${n} in ${weeks} weeks.`,
  'signal.cause': ({ policy, metric, x, of }: { policy: string; metric: Metric; x: number; of: number }) =>
    `${policy}: ${x} of the ${of} ${kinds[metric]}`,
  'signal.recovered': 'Recovered',
  'signal.recognise': 'Recognise this',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    scorecards: typeof messages
  }
}
