export const messages = {
  'writeUp.title': 'Write up to Policy',
  'writeUp.one': 'Write-up to Policy',
  'writeUp.gone': 'This write-up is not there, or not for you to see.',
  'writeUp.open': 'Written up to Policy',
  'writeUp.waits': 'waits for a ruling',
  'writeUp.closed': 'closed without a ruling',
  'writeUp.ruled': ({ day }: { day: string }) => `ruled on ${day}`,
  'writeUp.settled': 'settled by a ruling',
  'writeUp.facts': 'What gathered',
  'writeUp.counts': 'Entries',
  'writeUp.span': 'Time',
  'writeUp.span.days': ({ from, to }: { from: string; to: string }) => `${from} to ${to}`,
  'writeUp.clause': 'Clause',
  'writeUp.version': 'Version',
  'writeUp.cases': 'Cases',
  'writeUp.cases.none': 'No case is named.',
  'writeUp.case.none': 'No case',
  'writeUp.case.decided': ({ decision, verified }: { decision: string; verified: string }) =>
    `decided ${decision}, verified ${verified}`,
  'writeUp.language': 'Language',
  'writeUp.text.ko': 'In Korean',
  'writeUp.text.en': 'In English',
  'writeUp.text.hint': 'What is unclear, and what you would need. No names and nothing of the content.',
  'writeUp.text.missing': 'Write it in one language at least.',
  'writeUp.missing.ko': 'Korean is missing.',
  'writeUp.missing.en': 'English is missing.',
  'writeUp.send': 'Send to Policy',
  'writeUp.failed': 'It could not be kept on this phone. Try again.',
  'writeUp.refused.nothing_gathered': 'Nothing stands on this clause and version any more.',
  'writeUp.refused.written_up': 'All that stands here is in a write-up already, which waits for its ruling.',
  'writeUp.limit': ({ n }: { n: number }) =>
    `Takes what stands here and is in no other write-up: at most the ${n} oldest entries.`,
  'writeUp.copy': 'Copy as Markdown',
  'writeUp.copied': 'Copied as Markdown',
  'writeUp.notCopied': 'It could not be copied.',
  'writeUp.download': 'Download as Markdown',
  'writeUp.print': 'Print',
  'writeUp.escalation': 'The escalation',
  'writeUp.ledger': 'The policy ledger',
  'ruling.title': 'Ruling',
  'ruling.give': 'Rule',
  'ruling.first': 'Acknowledge the escalation first: then it is yours, and you can rule.',
  'ruling.text.hint': 'What holds. Everybody of the organisation reads it as a precedent.',
  'ruling.from': 'Holds from',
  'ruling.from.hint': 'Cases that were decided earlier stay as they are.',
  'ruling.from.missing': 'Choose a day.',
  'ruling.cases': 'What it makes of the cases',
  'ruling.case': ({ number }: { number: string }) => `Case ${number}`,
  'ruling.effect.none': 'Stays as it is',
  'ruling.effect.unclear': 'Not the analyst’s error: the policy was unclear',
  'ruling.effect.right': ({ decision }: { decision: string }) => `Right is: ${decision}`,
  'ruling.preview': 'What would change',
  'ruling.preview.n': ({ n }: { n: number }) =>
    n === 0 ? 'No score would change' : n === 1 ? '1 score would change' : `${n} scores would change`,
  'ruling.preview.case': ({
    verification,
    reviews,
    disputed,
  }: {
    verification: boolean
    reviews: number
    disputed: number
  }) =>
    [
      verification ? 'verification' : '',
      reviews > 0 ? `reviews ${reviews}` : '',
      disputed > 0 ? `lines with an open dispute, which stay: ${disputed}` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  'ruling.preview.offline': 'What would change is worked out online only. So is the ruling.',
  'ruling.apply': 'Apply',
  'ruling.apply.ask': 'Apply this ruling?',
  'ruling.apply.text':
    'It becomes a precedent, and the scores change at once. It is done once and cannot be taken back.',
  'ruling.moved': 'What it reaches changed meanwhile. Look at it again.',
  'ruling.already': 'It was ruled on already.',
  'ruling.closed': 'This write-up was closed without a ruling.',
  'ruling.kept': 'Your words are still on this phone',
  'ruling.state': 'The escalation has to be acknowledged and open. Look at it first.',
  'ruling.failed': 'The ruling was not taken. Try again.',
  'ruling.applied': 'The ruling is applied',
  'ruling.changed.n': ({ verifications, reviews }: { verifications: number; reviews: number }) =>
    `Verifications ${verifications} · reviews ${reviews}`,
  'ruling.precedent': 'The precedent',
  'ruling.scores': 'Changed by rulings on the policy',
  'ruling.why': ({ day, clause }: { day: string; clause: string }) => `ruling of ${day} on ${clause}`,
  'ruling.became': ({ before, after }: { before: string; after: string }) => `${before} → ${after}`,
  'ruling.others': 'unclear policy',
  'ruling.score': ({ before, after }: { before: string; after: string }) => `score ${before} → ${after}`,
  'ruling.of': ({ day }: { day: string }) => `Ruling of the partner for policy · holds from ${day}`,
  'work.rulings.writeUp': 'Write-up to Policy',
  'inbox.kind.ruling_applied': 'A ruling on a policy',
  'recorded.kept.rulings':
    'What you wrote up to Policy, and what rulings on a policy changed of your cases and reviews.',
  'recorded.seen.rulings':
    'What changed: you and whoever leads you. Partners for policy read numbers of cases and no names.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    rulings: typeof messages
  }
}
