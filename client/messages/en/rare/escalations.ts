import { count } from '#client/messages/plurals.ts'

type Count = { n: number }
type Quantiles = { value: string; low: string; high: string }

/** The figures of escalations and the monthly review. */
export const messages = {
  'insight.team': 'Team',
  'insight.month': 'Month',
  'insight.noTeam': 'Figures are for who leads or manages a team.',
  'insight.csv': 'Escalations as CSV',
  'insight.csv.languages': 'Languages as CSV',
  'insight.print': 'Print the month',
  'insight.raised': ({ n }: Count) =>
    `${count(n, 'escalation was', 'escalations were')} submitted in this month.`,
  'insight.part.all': 'Times against their targets',
  'insight.part.severity': 'By severity',
  'insight.part.kind': 'By kind',
  'insight.part.function': 'By partner',
  'insight.function.none': 'No partner',
  'insight.none': 'No clock of this month has stopped or run out.',
  'insight.met': ({ of, range }: { of: string; range: string }) => `in time: ${of} (${range})`,
  'insight.met.few': ({ of }: { of: string }) => `in time: ${of}`,
  'insight.median': ({ value, low, high }: Quantiles) => `median ${value} (${low} to ${high})`,
  'insight.ninth': ({ value, low, high }: Quantiles) => `nine of ten within ${value} (${low} to ${high})`,
  'insight.open': 'open',
  'insight.how':
    'Times run from the start of a clock to its end, with nights, days off and pauses in them; whether a target was met goes by business hours and pauses. A range is a 95% interval. Under 10 there is no share and no median. A clock that still has time is in no figure.',
  'insight.waiting': 'Where approvals wait',
  'insight.waiting.none': 'No approval is waiting.',
  'insight.waiting.manager': 'A manager',
  'insight.waiting.lead': 'A lead',
  'insight.waiting.nobody': 'Nobody who leads or manages',
  'insight.waiting.first': 'first approval',
  'insight.waiting.second': 'second approval',
  'insight.waiting.n': ({ n, age }: Count & { age: string }) => `${n} waiting, the oldest for ${age}`,
  'insight.ages': 'How old the open ones are',
  'insight.ages.none': 'Nothing is open.',
  'insight.age.0': 'under a day',
  'insight.age.1': '1 to 3 days',
  'insight.age.2': '3 to 7 days',
  'insight.age.3': '7 to 30 days',
  'insight.age.4': '30 days and more',
  'insight.age.n': ({ age, n }: Count & { age: string }) => `${age}: ${n}`,
  'insight.alone': 'Decisions taken alone',
  'insight.alone.none': 'Nothing was decided alone in this month.',
  'insight.alone.alone': 'one approval, because no second person was there',
  'insight.alone.acted_first': 'acted on first, confirmed afterwards',
  'insight.alone.unconfirmed': 'acted on first, not confirmed by the time it was due',
  'insight.late': 'Late',
  'insight.late.none': 'Nothing of this month ran out.',
  'insight.late.by': ({ clock, over }: { clock: string; over: string }) => `${clock}: ${over} late`,
  'insight.late.runs': ({ clock, over }: { clock: string; over: string }) =>
    `${clock}: ${over} late and still open`,
  'insight.late.noReason': 'no pause with a reason',
  'insight.child': ({ reference }: { reference: string }) => `Child safety ${reference}`,
  'insight.languages': 'Accuracy by language',
  'insight.languages.how':
    'The thirteen weeks up to the data date, of what was drawn for rates and verified. People and machines apart. The shares are weighted back where draws were.',
  'insight.languages.none': 'Nothing was verified in these weeks.',
  'insight.language': 'Language',
  'insight.by': 'Decided by',
  'insight.by.person': 'People',
  'insight.by.automated': 'Machines',
  'insight.n': 'Verified',
  'insight.accuracy': 'Accuracy',
  'insight.errors': 'Error rate',
  'insight.joined': 'Parts of fewer than three people',
  'insight.unknown': 'Unknown language',
  'insight.versions': 'What a version of a policy changed',
  'insight.versions.see': 'Before and after each version',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    escalationsRare: typeof messages
  }
}
