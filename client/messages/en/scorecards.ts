import { count, thousands } from '#client/messages/plurals.ts'

type Metric = 'accuracy' | 'missed' | 'over_enforced'
const subjects: Record<Metric, string> = {
  accuracy: 'Accuracy',
  missed: 'The share of missed violations',
  over_enforced: 'The share of over-enforcement',
}
type SaidBasis = { since: string; said: string }
type SaidSignal = { x: number; n: number; weeks: number; baseline: string; since: string }

type Among = { x: number; n: number; percent: string | undefined }
const inBrackets = (percent: string | undefined) => (percent ? ` (${percent})` : '')

export const messages = {
  'recorded.kept.targets':
    'Targets and limits that you set for a team: value, from when, and when you set or withdrew it.',
  'recorded.kept.baselines':
    'That a lead took your present rate of errors for your usual one: from which week, by whom and when.',
  'recorded.seen.baselines': 'You, and whoever leads that team.',
  'recorded.seen.targets': 'Everybody in that team, and who leads or manages it.',
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
  'team.sentence.gap': 'A week of the last four has too few audits to say whether they were as usual.',
  'team.sentence.signal': (signal: { metric: Metric; side: 'low' | 'high'; week: string }) =>
    `${subjects[signal.metric]} was ${signal.side === 'low' ? 'below' : 'above'} its usual range in the week of ${signal.week}.`,
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
    'The bar is the plausible range. Somebody is worth a look only where their errors are clearly more than their own baseline; from there it goes on to the cases and a coaching note.',
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
  'score.chart': ({ metric }: { metric: Metric }) =>
    `${{ accuracy: 'Accuracy', missed: 'Missed violations', over_enforced: 'Over-enforced' }[metric]} by week`,
  'score.chart.legend': ({ centre }: { centre: string }) =>
    `Line: usual ${centre} · band: usual range · ring: a chart rule`,
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
  'score.all': 'All figures, by month',
  'score.empty': 'No decisions have been audited yet.',
  'signal.title': 'Worth a look',
  'signal.mark': 'worth a look',
  'signal.more_errors': ({ x, n, weeks, baseline, since }: SaidSignal) =>
    `${x} of ${n} decisions were wrong in ${weeks} weeks. The baseline has ${baseline} errors; there have been more since the week of ${since}.`,
  'signal.recovery': ({ x, n, weeks, baseline, since }: SaidSignal) =>
    `Down to ${x} of ${n} decisions wrong in ${weeks} weeks: no different from the baseline of ${baseline} since the week of ${since}.`,
  'signal.cause': ({ name, x, of }: { name: string; x: number; of: number }) =>
    `${name}: ${x} of the ${of} errors`,
  'signal.kind.missed': ({ n }: { n: number }) => `${n} missed`,
  'signal.kind.over_enforced': ({ n }: { n: number }) => `${n} over-enforced`,
  'signal.kind.wrong_selection': ({ n }: { n: number }) => `${n} wrong selection`,
  'signal.range': ({ p, range }: { p: string; range: string }) =>
    `Error rate ${p} · plausible range ${range}`,
  'signal.provisional': 'The baseline is provisional: it has fewer than twelve weeks.',
  'baseline.why.first_weeks': ({ since }: SaidBasis) =>
    `Baseline: the first audited weeks, from the week of ${since}.`,
  'baseline.why.year': ({ since }: SaidBasis) =>
    `Baseline: from the week of ${since}. It is made anew every 52 weeks.`,
  'baseline.why.draw': ({ since }: SaidBasis) =>
    `Baseline: from the week of ${since}, when audits began to be drawn in another way.`,
  'baseline.why.word': ({ since, said }: SaidBasis) =>
    `Baseline: from the week of ${since}, by a lead's word on ${said}.`,
  'baseline.open': 'This is the new usual',
  'signal.recovered': 'Recovered',
  'signal.recognise': 'Recognise this',
  'interval.sentence': ({ label, p, range, n }: { label: string; p: string; range: string; n: number }) =>
    `${label} ${p}, plausible range ${range} (95% interval), n = ${n}`,
  'interval.few': ({ x, n }: { x: number; n: number }) => `${x} of ${n}`,
  'interval.target': ({ p }: { p: string }) => `Target ${p}`,
  'interval.met': 'Target met',
  'interval.limit': ({ p }: { p: string }) => `Limit ${p}`,
  'interval.within': 'Within the limit',
  'interval.over': 'Over the limit',
  'interval.notMet': 'Target not met',
  'score.weighted': ({ n }: { n: number }) =>
    `weighted by the chance of being drawn, effective n ${thousands(n)}`,
  'score.refused.short': 'Rate not known',
  'score.refused.chances_unknown':
    'No rate: cases were drawn with different chances, and for some the chance is not known.',
  'score.refused.sides_unknown':
    'No rate: for earlier imports it is not known which right decisions were actions.',
  'score.among.missed_among_violating': ({ x, n, percent }: Among) =>
    `${x} of ${n} that violate${inBrackets(percent)}`,
  'score.among.over_enforced_among_actions': ({ x, n, percent }: Among) =>
    `${x} of ${n} actions${inBrackets(percent)}`,
  'score.amongName.missed_among_violating': 'Missed among what violates',
  'score.amongName.over_enforced_among_actions': 'Over-enforced among actions',
  'score.amongN.missed_among_violating': ({ n }: { n: number }) => `${thousands(n)} verified as violating`,
  'score.amongN.over_enforced_among_actions': ({ n }: { n: number }) => count(n, 'verified action'),
  'score.wrongSelection': ({ x, n }: { x: number; n: number }) => `Wrong selection: ${x} of ${thousands(n)}`,
  'funnel.open': 'People and chance',
  'trends.title': 'Trends',
  'team.machines': 'Machines',
  'team.machines.automated': 'Automated decisions',
  'team.machines.undrawn': 'In no rate: none of them was drawn at random',
  'team.machines.cases': 'Decisions of machines',
  'team.machines.cases.hint':
    'A machine made these alone and nobody judged them. They are in no person’s figures.',
  'targets.title': 'Targets and limits',
  'score.target': ({ metric, before, now }: { metric: Metric; before: string; now: string }) =>
    `${metric === 'accuracy' ? 'Target' : 'Limit'} ${before} → ${now}`,
  'score.version': ({ policy, n }: { policy: string; n: number }) =>
    n > 1 ? `${n} new versions` : `New version: ${policy}`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    scorecards: typeof messages
  }
}
