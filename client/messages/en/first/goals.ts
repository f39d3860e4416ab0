type Named = { metric: 'accuracy' | 'missed' | 'over_enforced'; share: string }

const names = { accuracy: 'accuracy', missed: 'missed', over_enforced: 'over-enforced' }

export const messages = {
  'today.row.goal': ({ metric, share, day }: Named & { day?: string }) =>
    `Goal: ${names[metric]} ${share}${day ? ` · ${day}` : ''}`,
  'today.row.ownGoal': ({ metric, share }: Named) => `Goal: ${names[metric]} ${share}`,
  'today.row.goalDue': ({ day }: { day?: string }) => `To be looked at together${day ? ` · ${day}` : ''}`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    goalsFirst: typeof messages
  }
}
