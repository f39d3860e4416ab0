export const messages = {
  'draw.title': 'Draws',
  'draw.chosen': 'How was this chosen',
  'draw.golden.make': 'Make it a golden case',
  'work.draws.verify': 'Verdict on a drawn case',
  'recorded.kept.draws':
    'Which of your cases were drawn and how, your verdicts on drawn cases, and how they compare with golden cases and second verifications.',
  'recorded.seen.draws':
    'How your case was chosen: you and whoever leads your team. Your own error as a verifier: you and your manager.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    draws: typeof messages
  }
}
