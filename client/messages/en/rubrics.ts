export const messages = {
  'rubric.title': 'Rubrics',
  'rubric.kind.user_harm': 'user harm',
  'rubric.kind.rights': 'rights',
  'rubric.kind.legal': 'legal',
  'work.rubrics.save': 'Draft of a rubric',
  'recorded.kept.rubrics': 'Versions of rubrics that you wrote.',
  'recorded.seen.rubrics':
    'Your team’s leads; once published, everybody of the organisation, without your name.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    rubrics: typeof messages
  }
}
