type Name = { name: string }
type Day = { day: string }
type Named = { metric: 'accuracy' | 'missed' | 'over_enforced'; share: string }

const names = { accuracy: 'Accuracy', missed: 'Missed', over_enforced: 'Over-enforced' }
/** An error rate is to stay below its target. */
const goalName = ({ metric, share }: Named) =>
  metric === 'accuracy' ? `${names[metric]} of ${share} or more` : `${names[metric]} at most ${share}`

export const messages = {
  'goal.title': 'Goal',
  'goal.part': 'Goals',
  'goal.none': 'No goal yet.',
  'goal.add': 'Set a goal',
  'goal.new': ({ name }: Name) => `Goal for ${name}`,
  'goal.edit': 'Change the goal',
  'goal.save': 'Save the goal',
  'goal.name': goalName,
  'goal.metric': 'Figure',
  'goal.baseline': 'At the start',
  'goal.newest': 'Now: the newest four weeks',
  'goal.nothing': 'nothing verified yet',
  'goal.unknown': 'not on this phone yet',
  'goal.share': ({ share, range, n }: { share: string; range: string; n: number }) =>
    `${share} (${range}), n ${n}`,
  'goal.from': ({ share, day }: { share: string; day: string }) => `From ${share} · ${day}`,
  'goal.target': 'Target in percent',
  'goal.target.above': 'At least, for example 95.',
  'goal.target.below': 'At most, for example 3.',
  'goal.target.refused': 'Enter a percentage from 0 to 100.',
  'goal.dueOn': 'To be looked at together on',
  'goal.due': ({ day }: Day) => `to be looked at on ${day}`,
  'goal.why': 'Why',
  'goal.readers': 'Read by the person and by whoever leads the team.',
  'goal.missing.metric': 'Choose a figure.',
  'goal.missing.target': 'Enter the target.',
  'goal.missing.dueOn': 'Choose a day from today on.',
  'goal.missing.why': 'At most 1,000 characters.',
  'goal.set': ({ name, day }: Name & Day) => `Set by ${name} on ${day}`,
  'goal.review': 'Talked about it',
  'goal.drop': 'Drop the goal',
  'goal.ended.reviewed': ({ name, day }: Name & Day) => `Talked about on ${day}, entered by ${name}`,
  'goal.ended.dropped': ({ name, day }: Name & Day) => `Dropped on ${day} by ${name}`,
  'goal.gone': 'This goal is not there, or not for you to see.',
  'goal.entry.set': 'Goal set',
  'goal.entry.reviewed': 'Goal talked about',
  'goal.entry.dropped': 'Goal dropped',
  'work.goals.save': 'Goal',
  'work.goals.end': 'End of a goal',
  'inbox.kind.goal_changed': 'Change of a goal',
  'recorded.kept.goals':
    'Goals that you or your lead set for you: figure, start, target, date and how they ended.',
  'recorded.seen.goals': 'You and whoever leads your team.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    goals: typeof messages
  }
}
