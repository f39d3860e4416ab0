import { count } from '#client/messages/plurals.ts'

type Points = { difference: string; low: string; high: string }
const pointsOf = ({ difference, low, high }: Points) => `${difference} points (${low} to ${high})`

export const messages = {
  'handover.team': 'Team',
  'handover.ends': ({ day }: { day: string }) =>
    `Your role as a lead ends on ${day}. After that nothing can be handed over.`,
  'handover.how':
    'Who leads the team next reads none of your notes by themselves, only those that you hand over, with the replies written from then on. The person whom a note is about is told.',
  'handover.kept': ({ n }: { n: number }) =>
    `${count(n, 'note')} that only you can read ${n === 1 ? 'stays' : 'stay'} with nobody. Share one with its person first to hand it over.`,
  'handover.taker': 'Who takes over',
  'handover.nobody':
    'Nobody else leads this team, now or from a day that is set. An administrator gives the role.',
  'handover.unknown': 'This phone does not know yet who leads the team next.',
  'handover.from': ({ name, day }: { name: string; day: string }) => `${name}, from ${day}`,
  'handover.choose': 'Choose who takes over',
  'handover.act': ({ n, name }: { n: number; name: string }) =>
    n === 0 ? `Hand over to ${name}` : `Hand ${count(n, 'note')} over to ${name}`,
  'handover.all': 'Choose all',
  'handover.none': 'Choose none',
  'handover.empty': 'You have shared no note with the analysts of this team.',
  'handover.done': ({ n, name }: { n: number; name: string }) => `${count(n, 'note')} handed over to ${name}`,
  'handover.sent': 'Already sent: it cannot be taken back any more.',
  'effect.title': 'Since the note',
  'effect.errors': 'Errors of every kind',
  'effect.of': ({ name, point }: { name: string; point: string }) => `${name} · ${point}`,
  'effect.before': 'Before: the baseline',
  'effect.after': 'After the note',
  'effect.team.before': 'The rest of the team, the same weeks before',
  'effect.team.after': 'The rest of the team, the same weeks after',
  'effect.weeks': ({ from, to }: { from: string; to: string }) => `Weeks of ${from} to ${to}`,
  'effect.change': ({ before, ...change }: Points & { before: string }) =>
    `Change from ${before}, the baseline drawn to the team’s: ${pointsOf(change)}`,
  'effect.beyond': (change: Points) => `Beyond the team’s change: ${pointsOf(change)}`,
  'effect.alone': 'Not compared with the team here: its decisions are not shown to you, or are too few.',
  'effect.provisional': 'The baseline is provisional: it has fewer than twelve weeks.',
  'effect.between': ({ counts }: { counts: string }) =>
    `The four weeks that led to the note, ${counts} wrong, are on neither side: part of a rise after bad weeks comes by itself.`,
  'effect.said.consistent_with_improvement': 'Consistent with improvement.',
  'effect.said.worse_than_before': 'Lower than before.',
  'effect.said.less_than_team': 'Changed otherwise than the rest of the team.',
  'effect.said.not_enough': 'Not enough audits to tell.',
  'effect.said.more': ({ n }: { n: string }) => `Not enough audits to tell: about ${n} more are needed.`,
  'effect.said.few': 'Fewer than ten audits on one side: the counts stand alone.',
  'effect.said.alone': 'The change by itself says little: the team may have changed as well.',
  'effect.none.no_point': 'This note is about no single point, so that nothing is counted.',
  'effect.none.no_baseline': 'There was no baseline before this note: too few weeks or audits.',
  'effect.none.too_soon': 'No complete week with audits has passed since the note.',
  'effect.none.drawn_otherwise':
    'Audits are drawn in another way since then, and cannot be compared with those before.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    coachingRare: typeof messages
  }
}
