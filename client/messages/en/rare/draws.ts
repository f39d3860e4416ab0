import { count } from '#client/messages/plurals.ts'

type Count = { n: number }

export const messages = {
  'draw.new': 'Draw a sample',
  'draw.none': 'No sample has been drawn yet. A draw says what it can show before it is made.',
  'draw.none.manager': 'No sample has been drawn in this team yet.',
  'draw.gone': 'This draw is not there, or not for you to see.',
  'draw.offline': 'This needs a connection.',
  'draw.one': ({ purpose }: { purpose: string }) => `Draw: ${purpose}`,
  'draw.part': 'What to see of this draw',
  'draw.part.cases': 'Cases',
  'draw.part.how': 'How it was drawn',
  'draw.how': 'How it was drawn',
  'draw.progress': ({ method, done }: { method: string; done: string }) => `${method}, verified ${done}`,
  'draw.purpose': 'What it is for',
  'draw.purpose.rates': 'Rates',
  'draw.purpose.coaching': 'Coaching',
  'draw.purpose.verification': 'Second verification',
  'draw.purpose.hint.rates': 'What is verified counts in the rates, weighted by its chance of being drawn.',
  'draw.purpose.hint.coaching': 'What is verified is coached on and stays out of the rates.',
  'draw.purpose.hint.verification':
    'Somebody else verifies 5 to 10% of the verified cases again without seeing the first verdict. Days are those of the verdicts.',
  'draw.method': 'How to draw',
  'draw.method.random': 'At random',
  'draw.method.stratified': 'Stratified',
  'draw.method.risk': 'By risk',
  'draw.method.risk.hint': 'More of the policies that had more errors in the last 13 weeks.',
  'draw.method.by.policy': 'Stratified by policy',
  'draw.method.by.queue': 'Stratified by queue',
  'draw.method.by.decision': 'Stratified by outcome',
  'draw.method.by.language': 'Stratified by language',
  'draw.by': 'Stratified by',
  'draw.by.policy': 'Policy',
  'draw.by.queue': 'Queue',
  'draw.by.decision': 'Outcome',
  'draw.by.language': 'Language',
  'draw.allocation': 'Shared out',
  'draw.allocation.proportional': 'In proportion',
  'draw.allocation.equal': 'Alike',
  'draw.days': ({ first, last }: { first: string; last: string }) => `${first} to ${last}`,
  'draw.days.first': 'From',
  'draw.days.last': 'To',
  'draw.days.order': 'Choose both days, the first before the last.',
  'draw.policy.all': 'All policies',
  'draw.queue.all': 'All queues',
  'draw.language.all': 'All languages',
  'draw.size': 'Cases to draw',
  'draw.size.second': ({ least, highest }: { least: number; highest: number }) =>
    least > highest ? `${least} of these cases` : `${least} to ${highest}: 5 to 10% of the verified cases`,
  'draw.frame': 'Drawn from',
  'draw.frame.of': ({ n }: Count) => `${count(n, 'case')} can be drawn`,
  'draw.cases': ({ n }: Count) => count(n, 'case'),
  'draw.left': 'Left out',
  'draw.left.none': 'Nothing was left out.',
  'draw.excluded': ({ why, n }: { why: string } & Count) => `${why}: ${n}`,
  'draw.excluded.verified': 'verified already',
  'draw.excluded.drawn': 'drawn already',
  'draw.excluded.targeted': 'picked by hand',
  'draw.excluded.machine': 'decided by a machine',
  'draw.excluded.rotation': 'rotation',
  'draw.sample': 'Sample',
  'draw.drawn': 'Drawn',
  'draw.seed': 'Seed',
  'draw.hash': 'Checksum of the frame',
  'draw.strata': 'Strata',
  'draw.stratum': ({ drawn, size, chance }: { drawn: number; size: number; chance: string }) =>
    `${drawn} of ${size} · chance ${chance}`,
  'draw.stratum.all': 'All cases',
  'draw.stratum.none': 'None given',
  'draw.smallest': ({ points }: { points: string }) =>
    `The smallest change that this sample can show: ${points} points`,
  'draw.smallest.none': 'This sample is too small to show any change.',
  'draw.smallest.how': ({ rate, n }: { rate: string; n: string }) =>
    `A rise from ${rate} errors between two such samples, at 5% and with a power of 80%; it is worth ${n} equally likely cases.`,
  'draw.misfit.empty': 'Nothing can be drawn here. Choose other days or another policy.',
  'draw.misfit.too_few': 'Fewer than there are strata. Draw more, so that every case has a chance.',
  'draw.misfit.too_many': 'There are fewer cases than that.',
  'draw.misfit.large': 'More than 20,000 cases. Choose fewer days.',
  'draw.misfit.share': 'A second verification takes 5 to 10% of the verified cases.',
  'draw.draw': 'Draw',
  'draw.draw.n': ({ n }: Count) => `Draw ${count(n, 'case')}`,
  'draw.changed': 'What can be drawn changed meanwhile. Look at the preview again, then draw.',
  'draw.repeat': ({ command }: { command: string }) => `Whoever runs the server repeats it with ${command}.`,
  'draw.result': ({ n }: Count) => `Wrong decisions among the ${count(n, 'case')} that it was drawn from`,
  'draw.result.share': ({ share, range, of }: { share: string; range: string; of: string }) =>
    `${share} (${range}), ${of} in the sample`,
  'draw.item.open': 'not verified yet',
  'draw.item.others': 'for somebody else to verify',
  'draw.caseOf': ({ place, of }: { place: number; of: number }) => `Case ${place} of ${of}`,
  'draw.case.where': 'Open the case by this number where its content is, and judge it.',
  'draw.verdict': 'What is right',
  'draw.blind': 'Who decided, and what, is not shown until you have given your verdict.',
  'draw.give': 'Give the verdict',
  'draw.verify.next': 'Verify the next case',
  'draw.verified': ({ verdict }: { verdict: string }) => `Verdict: ${verdict}`,
  'draw.failed.full': 'The verdict could not be kept on this phone. Free some storage and try again.',
  'draw.own': 'Your own error as a verifier',
  'draw.own.readers': 'You and your manager see this. It compares nobody.',
  'draw.own.none': 'Nothing was compared yet.',
  'draw.own.yet': 'none compared yet',
  'draw.own.golden': 'Golden cases with another verdict',
  'draw.own.second': 'Verdicts that a second verification does not share',
  'draw.own.share': ({ share, range }: { share: string; range: string }) => `${share} (${range})`,
  'draw.verifiers': 'Errors of the verifiers',
  'draw.verifiers.readers': 'Each verifier sees their own. By name; nobody is ranked.',
  'draw.golden': 'Your golden cases',
  'draw.golden.none': 'None yet. Open a verified case and choose “Make it a golden case”.',
  'draw.golden.active': 'in use',
  'draw.golden.superseded': 'retired: a newer version of its policy is in force',
  'draw.golden.retired': 'retired',
  'draw.golden.version': ({ version }: { version: string }) => `right under version ${version}`,
  'draw.golden.retire': 'Retire',
  'draw.golden.share': 'Golden cases',
  'draw.golden.no': 'None',
  'draw.golden.available': ({ n }: Count) =>
    `${count(n, 'golden case')} of other leads can be slipped in. Your own never test you.`,
  'draw.golden.slipped': ({ n }: Count) =>
    `With ${count(n, 'golden case')}, which look like any other and never count for an analyst.`,
  'draw.golden.stated': ({ share }: { share: string }) => `Share of golden cases: ${share}.`,
  'draw.golden.unverified': 'Only a verified audit can be a golden case.',
  'draw.golden.what': ({ policy, decision }: { policy: string; decision: string }) =>
    `${policy}: the right decision is ${decision}. In draws of other leads it tests the verifier, and looks like any case.`,
  'draw.golden.retires': 'It retires by itself when a newer version of its policy takes effect.',
  'draw.golden.made': 'It is a golden case now',
  'draw.golden.exists': 'It is a golden case already.',
  'draw.chosen.none': 'No draw chose this case.',
  'draw.chosen.random': ({ size, drawn, chance }: { size: number; drawn: number; chance: string }) =>
    `It was drawn at random: ${drawn} of ${count(size, 'case')}, each with the same chance of ${chance}. Nobody picked it.`,
  'draw.chosen.stratum': ({
    name,
    size,
    drawn,
    chance,
  }: {
    name: string
    size: number
    drawn: number
    chance: string
  }) =>
    `It was drawn at random: ${drawn} of ${count(size, 'case')} of “${name}”, each with the same chance of ${chance}. Nobody picked it.`,
  'draw.chosen.risk':
    'More was drawn of policies with more errors; in the rates each case counts by its chance, so that this is weighted back.',
  'draw.chosen.purpose.rates': 'It counts in the rates, weighted by its chance.',
  'draw.chosen.purpose.coaching': 'It was drawn for coaching and is in no rate.',
  'draw.chosen.purpose.verification':
    'It was drawn to verify the verdict again, and changes no figure of yours.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    drawsRare: typeof messages
  }
}
