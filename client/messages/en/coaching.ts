export const coaching = {
  'person.coach': 'Coach on this',
  'note.audience.me': 'Only I can read this',
  'note.audience.person': ({ name }: { name: string }) => `${name} and I can read this`,
  'note.audience.manager': ({ name }: { name: string }) => `${name}, my manager and I can read this`,
  'note.share': ({ name }: { name: string }) => `Share with ${name}`,
  'note.ack': 'I have read this',
  'note.ack.hint': 'This says you have read it, not that you agree.',
  'note.reply': 'Reply',
  'note.followup': 'Follow-up date',
}
