import { count, thousands } from '#client/messages/plurals.ts'

type Outside = { beyond95: number; beyond998: number; n: number }
const outside = ({ beyond95, beyond998, n }: Outside, centre: string) =>
  `Outside the limits around ${centre}: ${[
    ...(beyond998 > 0 ? [`${beyond998} of ${n} beyond 99.8%`] : []),
    ...(beyond95 > 0 ? [`${beyond95} of ${n} beyond 95% alone`] : []),
  ].join(', ')}.`

type TargetChange = { metric: keyof typeof named; before: string; now: string; day: string }
const named = {
  accuracy: 'target of accuracy',
  missed: 'limit of missed violations',
  over_enforced: 'limit of over-enforcement',
}

type Past = { past: string; n: number; difference: string; low: string; high: string }
const pastOf = ({ past, n, difference, low, high }: Past) =>
  `${past} (n = ${thousands(n)}) · difference ${difference} points (${low} to ${high})`

type Compared = { dimension: 'policy' | 'queue' | 'language'; n: number; smallest: number }
type Apart = Compared & { name: string; here: string; elsewhere: string }
type Errors = { all: string; missed: number; overEnforced: number; other: number }
type Change = { difference: string; low: string; high: string }
const pointsOf = ({ difference, low, high }: Change) =>
  `${difference} points, plausible range ${low} to ${high} (95% interval)`

export const messages = {
  'funnel.title': 'People and chance',
  'funnel.measure': 'Measure',
  'funnel.measure.accuracy': 'Accuracy',
  'funnel.measure.missed_among_violating': 'Missed among what violates',
  'funnel.measure.over_enforced_among_actions': 'Over-enforced among actions',
  'funnel.centre': 'Centre',
  'funnel.centre.team': 'Around the team’s rate',
  'funnel.centre.target': 'Around the target',
  'funnel.none': 'Nobody has ten verified decisions in this period, so nothing can be compared.',
  'funnel.bars':
    'Fewer than eight people have ten verified decisions, so how much people differ is not estimated. Each plausible range stands for itself.',
  'funnel.alike': 'Everybody’s rate is the same in this period. Each plausible range stands for itself.',
  'funnel.chance': 'People differ no more than chance makes them.',
  'funnel.beyond': ({ tau }: { tau: string }) =>
    `People differ by about ${tau} points more than chance makes them, and the limits allow for that.`,
  'funnel.inside.team': ({ n }: { n: number }) =>
    `All ${n} that can be judged lie within the limits around the team’s rate.`,
  'funnel.inside.target': ({ n }: { n: number }) =>
    `All ${n} that can be judged lie within the limits around the target.`,
  'funnel.outside.team': (values: Outside) => outside(values, 'the team’s rate'),
  'funnel.outside.target': (values: Outside) => outside(values, 'the target'),
  'funnel.outside.heading': 'Outside the limits, by name',
  'funnel.position.inside': 'within the limits',
  'funnel.position.beyond95.low': 'below the 95% limit',
  'funnel.position.beyond95.high': 'above the 95% limit',
  'funnel.position.beyond998.low': 'below the 99.8% limit',
  'funnel.position.beyond998.high': 'above the 99.8% limit',
  'funnel.position.few': 'too few for a percentage',
  'funnel.position.unjudged': 'too few to be judged',
  'funnel.reading': ({
    name,
    value,
    n,
    position,
  }: {
    name: string
    value: string
    n: number
    position: string
  }) => `${name} · ${value} · n = ${thousands(n)} · ${position}`,
  'funnel.touch': 'Touch a point to read it.',
  'funnel.choose': 'Choose a person',
  'funnel.table': 'As a table',
  'funnel.person': 'Person',
  'funnel.interval': ({ range, n }: { range: string; n: string }) => `${range}, n = ${n}`,
  'funnel.n': ({ n }: { n: string }) => `n ${n}`,
  'funnel.legend': ({ centre }: { centre: string }) =>
    `Line: ${centre} · area: 95% limits, beyond which one in twenty lies by chance alone · dashed: 99.8%`,
  'funnel.mix':
    'A different mix of cases is no difference between people. Look at the cases before drawing a conclusion.',
  'figures.title': ({ name }: { name: string }) => `${name}: all figures`,
  'figures.title.own': 'All my figures',
  'figures.unit.week': 'Week',
  'figures.unit.month': 'Month',
  'figures.unit.quarter': 'Quarter',
  'figures.earlier': 'Earlier period',
  'figures.later': 'Later period',
  'figures.days': ({ from, to }: { from: string; to: string }) => `${from} to ${to}`,
  'figures.incomplete': 'This period is not over: its figures reach the data date alone.',
  'figures.break.policy': ({ policy, day }: { policy: string; day: string }) =>
    `New version of ${policy} from ${day}: before and after compare less.`,
  'figures.break.rubric': ({ n }: { n: number }) => `Reviews were scored on ${n} versions of a rubric.`,
  'figures.break.target': ({ metric, before, now, day }: TargetChange) =>
    `The ${named[metric]} is ${now} from ${day}. This period is judged by that of its first day, ${before}.`,
  'baseline.title': 'The new usual',
  'baseline.none': 'Nothing is raised here at present, so there is nothing to begin anew.',
  'baseline.week': 'The baseline begins with',
  'baseline.week.of': ({ day }: { day: string }) => `The week of ${day}`,
  'baseline.week.hint': 'One of the weeks that raised it, or the one after.',
  'baseline.effect': ({ week }: { week: string }) =>
    `What is worth a look here ends now. From the next four weeks on, errors are compared with the weeks from ${week}.`,
  'baseline.seen': 'The scorecard says that a lead set it, and on which day. It is not taken back.',
  'baseline.begin': 'Begin the baseline anew',
  'baseline.saved': 'The baseline begins anew.',
  'baseline.offline': 'This can be said with a connection only.',
  'baseline.refused.no_signal': 'Nothing is raised any more.',
  'baseline.refused.week': 'The baseline cannot begin with this week. Choose another.',
  'baseline.refused.baseline_renewed': 'A lead has said this already.',
  'targets.rule': 'A period is judged by the target of its first day. A change inside it is marked.',
  'targets.none': 'No target of this team is known.',
  'targets.metric.accuracy': 'Accuracy: target',
  'targets.metric.missed': 'Missed violations: limit',
  'targets.metric.over_enforced': 'Over-enforced: limit',
  'targets.now': ({ rate }: { rate: string }) => `${rate} today`,
  'targets.start': 'From the beginning',
  'targets.from': ({ day }: { day: string }) => `From ${day}`,
  'targets.state.planned': 'not begun',
  'targets.state.current': 'in force',
  'targets.state.past': 'earlier',
  'targets.state.replaced': 'replaced before it held',
  'targets.state.withdrawn': 'withdrawn before it held',
  'targets.withdraw': 'Withdraw',
  'targets.withdraw.this': ({ rate, day }: { rate: string; day: string }) => `Withdraw ${rate} from ${day}`,
  'targets.withdrawn': 'Withdrawn. It stays in the history.',
  'targets.set': 'Set a target or limit',
  'targets.choose': 'Figure',
  'targets.value': 'Value in percent',
  'targets.value.hint': ({ rate }: { rate: string }) => `On that day it would be ${rate}.`,
  'targets.day': 'From',
  'targets.day.hint': 'Today or later. Weeks, months and quarters that begin before it keep their target.',
  'targets.save': 'Set it',
  'targets.saved': ({ day }: { day: string }) => `Set from ${day}. The team sees it.`,
  'targets.wrong.rate': 'Enter a value from 0.1 to 99.9.',
  'targets.wrong.day': 'Choose a day.',
  'targets.refused.past': 'That day is over, and its period was judged. Choose today or later.',
  'targets.refused.same': 'That value holds on this day already.',
  'targets.refused.begun': 'Its day has come, so it can no longer be withdrawn. Set another one instead.',
  'targets.refused.targets_changed':
    'Somebody changed a target meanwhile. It is shown now: look at it and set yours again.',
  'targets.offline': 'Targets are set with a network, because everybody is judged by them.',
  'figures.csv': 'Download as CSV',
  'figures.print': 'Print',
  'figures.open': 'See the cases',
  'figures.source': 'See the reviews',
  'figures.none': 'Nothing in this period.',
  'figures.critical': 'Critical accuracy: reviews without a critical error',
  'figures.mean': 'Mean quality score, of 100',
  'figures.mean.few': ({ n }: { n: number }) => `${count(n, 'scored review')}, too few for a mean`,
  'figures.mean.range': ({ low, high }: { low: string; high: string }) =>
    `Plausible range ${low} to ${high} (95% interval of the mean)`,
  'figures.overturned': 'Overturned, of decided appeals',
  'figures.overturned.note':
    'Users choose what they appeal, so this is no error rate. It counts by the day of the decision.',
  'figures.immature': 'Immature: decisions of this period can be appealed for six months, so it will change.',
  'figures.agreed': 'Agreement with second reviews',
  'figures.agreed.none': 'Not measured yet: no decision of this period had a second review.',
  'figures.reviews': ({ n }: { n: number }) => count(n, 'scored quality review'),
  'figures.appeals': ({ n }: { n: number }) => count(n, 'decided appeal'),
  'figures.seconded': ({ n }: { n: number }) => count(n, 'second review'),
  'figures.volume': 'Volume',
  'figures.rows': ({ n }: { n: number }) => count(n, 'row of the audit log', 'rows of the audit log'),
  'figures.volume.audit': ({ n }: { n: number }) => count(n, 'audit'),
  'figures.volume.appeal': ({ n }: { n: number }) => count(n, 'appeal'),
  'figures.volume.feedback': ({ n }: { n: number }) => `${thousands(n)} feedback`,
  'figures.volume.question': ({ n }: { n: number }) => count(n, 'policy question'),
  'figures.volume.before': ({ n }: { n: string }) => `The period before: ${n}`,
  'figures.turnaround': 'Turnaround',
  'figures.unmeasured': 'Not measured yet',
  'figures.turnaround.why':
    'The audit log holds when a case was decided, and not when it arrived. An import with a column for that changes it.',
  'figures.turnaround.few': ({ n }: { n: number }) => `${count(n, 'decision')}: too few for a median`,
  'figures.turnaround.range': ({ n, low, high }: { n: number; low: string; high: string }) =>
    `Median of ${count(n, 'decision')} · plausible range ${low} to ${high} (95% interval)`,
  'figures.turnaround.how': 'From arrival to decision by the clock, nights and days off included.',
  'figures.turnaround.before': ({ n, median }: { n: number; median: string }) =>
    `The period before: ${median}, n ${thousands(n)}`,
  'figures.past.before': (past: Past) => `The period before: ${pastOf(past)}`,
  'figures.past.baseline': (past: Past) => `Own baseline: ${pastOf(past)}`,
  'figures.past.unclear': 'no difference can be told',
  'figures.past.higher': 'higher now',
  'figures.past.lower': 'lower now',
  'figures.past.provisional': 'the baseline is provisional',
  'figures.past.none': 'No comparison with one’s own past: fewer than ten on one side.',
  'figures.trail.week': 'Week by week',
  'figures.trail.month': 'Month by month',
  'figures.trail.quarter': 'Quarter by quarter',
  'figures.trail.metric': 'Figure',
  'trends.titleOf': ({ team }: { team: string }) => `Trends of ${team}`,
  'trends.by': 'Divided by',
  'trends.by.policy': 'Policy',
  'trends.by.queue': 'Queue',
  'trends.by.language': 'Language',
  'trends.by.error': 'Kind of error',
  'trends.error.missed': 'Missed violations',
  'trends.error.over_enforced': 'Over-enforced',
  'trends.error.other_error': 'Wrong selection',
  'trends.unknown.policy': 'Policy not stated',
  'trends.unknown.queue': 'Queue not stated',
  'trends.unknown.language': 'Language not stated',
  'trends.joined': 'Fewer than three people each',
  'trends.joined.why':
    'So that no single analyst’s week can be read here, parts that fewer than three people worked on are added together. Their lead sees each.',
  'trends.drawn':
    'Only audits that were drawn make these shares, weighted by their chance of being drawn. Appeals and hand-picked cases are not in them.',
  'trends.nothing': 'nothing verified',
  'trends.wrong': ({ x, n }: { x: number; n: number }) => `${thousands(x)} of ${thousands(n)} wrong`,
  'trends.reading': ({ counted, share, range }: { counted: string; share: string; range: string }) =>
    `${counted}, ${share} (${range})`,
  'trends.tooFew': 'too few',
  'trends.leak.none': 'Nothing was verified in this period.',
  'trends.leak.few':
    'Too few audits to compare: no part has thirty beside thirty others. Each plausible range stands for itself.',
  'trends.leak.alike': ({ dimension, n, smallest }: Compared) =>
    `No ${dimension} can be told apart from the rest${dimension === 'language' ? ' of its queue' : ''}: ${n} compared, the smallest with ${count(smallest, 'audit')}.`,
  'trends.leak.apart': ({ name, here, elsewhere, n, smallest, dimension }: Apart) =>
    `Errors are more frequent in ${name}: ${here}, against ${elsewhere} in the rest${dimension === 'language' ? ' of the queue' : ''}. The difference holds at 99.8%; ${n} compared, the smallest with ${count(smallest, 'audit')}.`,
  'trends.errors': ({ all, missed, overEnforced, other }: Errors) =>
    `${all}: ${thousands(missed)} missed, ${thousands(overEnforced)} over-enforced, ${thousands(other)} wrong selection. All are shares of the same verified decisions.`,
  'trends.map': ({ weeks }: { weeks: string }) =>
    `share of wrong decisions by week, from the week of ${weeks}`,
  'trends.choose': 'Choose a part and week',
  'trends.table': 'As a table',
  'trends.part': 'Part',
  'trends.share': 'Share and range',
  'trends.step': ({ from }: { from: string }) => `from ${from}`,
  'trends.some': '10 to 29 audits',
  'trends.few': 'under 10, or no rate',
  'trends.axis': ({ n, range }: { n: number; range: string }) =>
    `Share of wrong decisions in the last ${n} weeks · bars from ${range}`,
  'trends.versions': 'Before and after a policy version',
  'trends.version': ({ policy, label, day }: { policy: string; label: string; day: string }) =>
    `${policy} ${label}, in force from ${day}`,
  'trends.span': ({ from, to, n }: { from: string; to: string; n: number }) =>
    n === 1 ? `week of ${from}` : `${n} weeks, those of ${from} to ${to}`,
  'trends.before': ({ span }: { span: string }) => `Before: ${span}`,
  'trends.after': ({ span }: { span: string }) => `After: ${span}`,
  'trends.side.before': 'Before',
  'trends.side.after': 'After',
  'trends.others': 'All other policies, before and after',
  'trends.fromTo': ({ from, to }: { from: string; to: string }) => `${from}; then ${to}`,
  'trends.drawnOtherwise':
    'Audits were drawn otherwise after than before, so a part of the difference may come from the draw.',
  'trends.target': ({ metric, before, now, day }: TargetChange) =>
    `From ${day} the ${named[metric]} is ${now}, ${before} before.`,
  'trends.split': 'The week in which it took effect is in neither.',
  'trends.change.waiting': 'There is not yet a whole week on both sides of it.',
  'trends.change.few': 'Fewer than ten audits on one side, or no rate: nothing can be said of a change.',
  'trends.change.higher': (change: Change) =>
    `The share of wrong decisions is higher after it: ${pointsOf(change)}. What caused it, these figures do not tell.`,
  'trends.change.lower': (change: Change) =>
    `The share of wrong decisions is lower after it: ${pointsOf(change)}. What caused it, these figures do not tell.`,
  'trends.change.unclear': (change: Change) =>
    `Whether anything changed cannot be told: ${pointsOf(change)}, which holds 0.`,
  'figures.floors': 'Under ten there is no percentage, under thirty no verdict.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    scorecardsRare: typeof messages
  }
}
