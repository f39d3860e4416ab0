export const messages = {
  'today.row.question': ({ due }: { due: string }) => `Policy question · answer by ${due}`,
  'today.row.question.answered': 'Answer to a policy question',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    questionsFirst: typeof messages
  }
}
