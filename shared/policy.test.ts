import { describe, expect, it } from 'vitest'
import type { Audience } from '#shared/coaching/rules.ts'
import { type Step, stepNames } from '#shared/escalations/step-rules.ts'
import type { RoleHeld } from '#shared/people/role-views.ts'
import { type Action, type Actor, actions, can, type EscalationFacts, type Facts } from '#shared/policy.ts'

/**
 * Every rule of shared/policy.ts as a plain sentence with everybody whom it lets in. The rest of the cast is kept out: a
 * sentence that forgets somebody fails, and an action without a sentence fails.
 */
const ours = 'our team'
const theirs = 'another team'
const held = (role: RoleHeld['role'], teamId: string | null, partner: RoleHeld['function'] = null) => [
  { role, teamId, function: partner },
]
const cast = {
  analyst: held('analyst', ours),
  peer: held('analyst', ours),
  lead: held('lead', ours),
  coLead: held('lead', ours),
  manager: held('manager', ours),
  /** Was an analyst of our team and is one of the other today. */
  formerAnalyst: held('analyst', theirs),
  /** Led our team and holds no role today. */
  formerLead: [],
  otherAnalyst: held('analyst', theirs),
  otherLead: held('lead', theirs),
  otherManager: held('manager', theirs),
  policyPartner: held('partner', null, 'policy'),
  legalPartner: held('partner', null, 'legal'),
  admin: held('admin', null),
} as const satisfies Record<string, readonly RoleHeld[]>
type Name = keyof typeof cast
const names = Object.keys(cast) as Name[]
const actorOf = (name: Name): Actor => ({ org: 'org', person: name, roles: cast[name] })

/** A rule in words, the facts of one case (the same for everybody, or by whoever asks), and who may. */
interface Sentence<A extends Action> {
  says: string
  facts: Facts[A] | ((name: Name) => Facts[A])
  may: readonly Name[]
}
type Sentences = { [A in Action]: readonly Sentence<A>[] }

const allowed = <A extends Action>(action: A, { facts }: Sentence<A>): Name[] =>
  names.filter((name) => can(actorOf(name), action, typeof facts === 'function' ? facts(name) : facts))

const ourTeam = { teamId: ours }
const leads: readonly Name[] = ['lead', 'coLead']
const above: readonly Name[] = ['lead', 'coLead', 'manager']
const members: readonly Name[] = ['analyst', 'peer', ...above]

/** A note of the lead about the analyst, unless it is another's. */
const note = (
  audience: Audience,
  { authorId = 'lead', subjectId = 'analyst' }: { authorId?: Name; subjectId?: Name } = {},
) => ({ authorId, subjectId, teamId: ours, audience })
const noteReaders = [
  { says: 'kept to oneself, by its author alone', facts: note('me'), may: ['lead'] },
  {
    says: 'shared with its person, by that person and its author',
    facts: note('person'),
    may: ['analyst', 'lead'],
  },
  {
    says: 'for the manager too, by the manager besides',
    facts: note('manager'),
    may: ['analyst', 'lead', 'manager'],
  },
  {
    says: 'of a lead who leads the team no longer, by that lead no longer',
    facts: note('person', { authorId: 'formerLead' }),
    may: ['analyst'],
  },
  {
    says: 'kept by a lead who leads the team no longer, by nobody',
    facts: note('me', { authorId: 'formerLead' }),
    may: [],
  },
] as const satisfies readonly Sentence<'note.read'>[]

/** Submitted by the analyst to the policy partner, about nobody, unless it is another. */
const escalation = (changes: Partial<EscalationFacts> = {}): EscalationFacts => ({
  raiserId: 'analyst',
  subjectId: null,
  teamId: ours,
  function: 'policy',
  submitted: true,
  acting: [],
  ...changes,
})
/** The other lead stands in for somebody of our team. */
const standIn =
  (role: 'lead' | 'manager', changes: Partial<EscalationFacts> = {}) =>
  (name: Name) =>
    escalation({ ...changes, acting: name === 'otherLead' ? [role] : [] })

const everyRelation: readonly Name[] = ['analyst', ...above, 'policyPartner']
const workers: readonly Name[] = [...above, 'policyPartner']
const raiserAndAbove: readonly Name[] = ['analyst', ...above]
const steps: Record<Step, { says: string; may: readonly Name[] }> = {
  submit: { says: 'is submitted by whoever wrote it', may: ['analyst'] },
  edit: { says: 'is edited by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  acknowledge: { says: 'is acknowledged by whoever works on it', may: workers },
  assign: { says: 'is assigned by whoever works on it', may: workers },
  watch: { says: 'is watched by everybody who sees it', may: everyRelation },
  comment: { says: 'is commented on by everybody who sees it', may: everyRelation },
  link: { says: 'is linked by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  merge: { says: 'is merged by the leads and manager of its team', may: above },
  changeSeverity: { says: 'gets another severity from its raiser or its team', may: raiserAndAbove },
  pause: { says: 'is paused by whoever works on it', may: workers },
  resume: { says: 'is resumed by whoever works on it', may: workers },
  requestApproval: { says: 'asks for an approval by the leads and manager of its team', may: above },
  start: { says: 'is started by whoever works on it', may: workers },
  resolve: { says: 'is resolved by whoever works on it', may: workers },
  close: { says: 'is closed by its raiser, and by the leads and manager of its team', may: raiserAndAbove },
  reopen: {
    says: 'is reopened by its raiser, and by the leads and manager of its team',
    may: raiserAndAbove,
  },
}

/** A check-in that the analyst shared with the lead of their team, unless it is another. */
const checkIn = (changes: Partial<Facts['check-in.read']> = {}): Facts['check-in.read'] => ({
  personId: 'analyst',
  audience: 'lead',
  readerId: 'lead',
  teamId: ours,
  inTeam: true,
  ...changes,
})
/** The analyst asked the lead of their team to talk, unless somebody else was asked. */
const talk = (changes: Partial<Facts['talk.read']> = {}): Facts['talk.read'] => ({
  askerId: 'analyst',
  addresseeId: 'lead',
  teamId: ours,
  inTeam: true,
  ...changes,
})

const sentences: Sentences = {
  'team.read': [{ says: 'A team is read by whoever leads or manages it.', facts: ourTeam, may: above }],
  'team.import': [
    {
      says: 'Audits are imported by whoever leads the team, not by whoever manages it.',
      facts: ourTeam,
      may: leads,
    },
  ],
  'scorecard.read': [
    {
      says: 'A scorecard is read by its person and by the leads of the team, not by its manager.',
      facts: { analystId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team still reads their scorecard of it.',
      facts: { analystId: 'formerAnalyst', teamId: ours },
      may: [...leads, 'formerAnalyst'],
    },
    {
      says: 'A scorecard of another team is read by its person and that team’s lead.',
      facts: { analystId: 'analyst', teamId: theirs },
      may: ['analyst', 'otherLead'],
    },
  ],
  'case.read': [
    {
      says: 'A case is read by whoever decided it and by the leads of the team, not by its manager.',
      facts: { analystId: 'analyst', teamId: ours },
      may: ['analyst', ...leads],
    },
    {
      says: 'Somebody who left the team still reads the cases that they decided in it.',
      facts: { analystId: 'formerAnalyst', teamId: ours },
      may: [...leads, 'formerAnalyst'],
    },
  ],
  'look.ask': [
    {
      says: 'A recheck is asked for by whoever decided the case, and by nobody for them.',
      facts: { analystId: 'analyst' },
      may: ['analyst'],
    },
  ],
  'look.answer': [
    {
      says: 'A recheck is answered by the leads of the team.',
      facts: { analystId: 'analyst', teamId: ours },
      may: leads,
    },
    {
      says: 'A lead does not answer a recheck of their own decision.',
      facts: { analystId: 'lead', teamId: ours },
      may: ['coLead'],
    },
  ],
  'note.read': noteReaders.map(({ says, ...rest }) => ({ says: `A note is read, ${says}.`, ...rest })),
  'note.write': [
    { says: 'A note is written by a lead of the team in their own name.', facts: note('me'), may: ['lead'] },
    {
      says: 'Nobody writes a note about themselves.',
      facts: note('me', { subjectId: 'lead' }),
      may: [],
    },
    {
      says: 'A manager writes no notes.',
      facts: note('manager', { authorId: 'manager' }),
      may: [],
    },
    {
      says: 'A lead of another team writes no notes in ours.',
      facts: note('me', { authorId: 'otherLead' }),
      may: [],
    },
    {
      says: 'A lead who leads the team no longer writes no notes in it.',
      facts: note('me', { authorId: 'formerLead' }),
      may: [],
    },
  ],
  'note.acknowledge': [
    {
      says: 'A shared note is acknowledged by whom it is about.',
      facts: { subjectId: 'analyst', audience: 'person' },
      may: ['analyst'],
    },
    {
      says: 'A note for the manager too is acknowledged by whom it is about, not by the manager.',
      facts: { subjectId: 'analyst', audience: 'manager' },
      may: ['analyst'],
    },
    {
      says: 'A note that its author kept is acknowledged by nobody.',
      facts: { subjectId: 'analyst', audience: 'me' },
      may: [],
    },
  ],
  'note.reply': noteReaders.map(({ says, ...rest }) => ({
    says: `A note is replied to, ${says}.`,
    ...rest,
  })),
  'action.finish': [
    {
      says: 'An action of a shared note is finished by its owner and the note’s author.',
      facts: { ...note('person'), ownerId: 'analyst' },
      may: ['analyst', 'lead'],
    },
    {
      says: 'A manager who reads the note finishes no action of it.',
      facts: { ...note('manager'), ownerId: 'analyst' },
      may: ['analyst', 'lead'],
    },
    {
      says: 'An owner who may not read the note does not finish its action.',
      facts: { ...note('me'), ownerId: 'analyst' },
      may: ['lead'],
    },
    {
      says: 'An author who leads the team no longer finishes no action; its owner still does.',
      facts: { ...note('person', { authorId: 'formerLead' }), ownerId: 'analyst' },
      may: ['analyst'],
    },
  ],
  'escalation.raise': [
    {
      says: 'An escalation is raised in a team by its analysts, leads and manager.',
      facts: ourTeam,
      may: members,
    },
  ],
  'escalation.read': [
    {
      says: 'An escalation is read by its raiser, the leads and manager of its team, and the partner whom it goes to.',
      facts: escalation(),
      may: everyRelation,
    },
    {
      says: 'An escalation to another function is read by that function’s partner.',
      facts: escalation({ function: 'legal' }),
      may: ['analyst', ...above, 'legalPartner'],
    },
    {
      says: 'An escalation to no function is read by no partner.',
      facts: escalation({ function: null }),
      may: raiserAndAbove,
    },
    {
      says: 'A draft is read by its writer alone.',
      facts: escalation({ submitted: false }),
      may: ['analyst'],
    },
    {
      says: 'A draft is not read by whoever stands in for the lead either.',
      facts: standIn('lead', { submitted: false }),
      may: ['analyst'],
    },
    {
      says: 'Whom an escalation is about does not read it, not even as a lead of the team.',
      facts: escalation({ subjectId: 'lead' }),
      may: ['analyst', 'coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'Who raised an escalation about themselves reads it.',
      facts: escalation({ subjectId: 'analyst' }),
      may: everyRelation,
    },
    {
      says: 'Somebody who stands in for a lead of the team reads it today.',
      facts: standIn('lead'),
      may: [...raiserAndAbove, 'otherLead', 'policyPartner'],
    },
  ],
  'escalation.step': [
    ...stepNames.map((step) => ({
      says: `An escalation ${steps[step].says}.`,
      facts: { ...escalation(), step },
      may: steps[step].may,
    })),
    {
      says: 'A lead does not acknowledge an escalation of their own.',
      facts: { ...escalation({ raiserId: 'lead' }), step: 'acknowledge' },
      may: ['coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'A lead whom it is about takes no step, not even one that every reader takes.',
      facts: { ...escalation({ subjectId: 'lead' }), step: 'comment' },
      may: ['analyst', 'coLead', 'manager', 'policyPartner'],
    },
    {
      says: 'Somebody who stands in for the manager of the team asks for an approval as they would.',
      facts: (name) => ({ ...standIn('manager')(name), step: 'requestApproval' }),
      may: [...above, 'otherLead'],
    },
  ],
  'people.administer': [
    { says: 'People are administered by administrators alone.', facts: {}, may: ['admin'] },
  ],
  'people.giveRole': [
    {
      says: 'A role is given to somebody by an administrator.',
      facts: { personId: 'analyst' },
      may: ['admin'],
    },
    {
      says: 'An administrator gives themselves no role.',
      facts: { personId: 'admin' },
      may: [],
    },
  ],
  'check-in.read': [
    {
      says: 'A shared check-in is read by its person and the lead whom they chose.',
      facts: checkIn(),
      may: ['analyst', 'lead'],
    },
    {
      says: 'A check-in shared with the manager is read by the manager and not by the leads.',
      facts: checkIn({ readerId: 'manager' }),
      may: ['analyst', 'manager'],
    },
    {
      says: 'A check-in kept to oneself is read by nobody else.',
      facts: checkIn({ audience: 'me', readerId: null, teamId: null, inTeam: false }),
      may: ['analyst'],
    },
    {
      says: 'A check-in that counts in the team’s total alone is read by nobody else.',
      facts: checkIn({ audience: 'total', readerId: null }),
      may: ['analyst'],
    },
    {
      says: 'A reader reads no more once the person left the team.',
      facts: checkIn({ inTeam: false }),
      may: ['analyst'],
    },
    {
      says: 'A reader who leads the team no longer reads no more.',
      facts: checkIn({ readerId: 'formerLead' }),
      may: ['analyst'],
    },
    {
      says: 'A peer is no reader.',
      facts: checkIn({ readerId: 'peer' }),
      may: ['analyst'],
    },
  ],
  'check-in.own': [
    { says: 'What is one’s own is nobody else’s.', facts: { personId: 'analyst' }, may: ['analyst'] },
  ],
  'talk.read': [
    {
      says: 'A request to talk is read by whoever asked and whom they asked.',
      facts: talk(),
      may: ['analyst', 'lead'],
    },
    {
      says: 'Who was asked by name, for no team, reads it whatever they are.',
      facts: talk({ addresseeId: 'legalPartner', teamId: null, inTeam: false }),
      may: ['analyst', 'legalPartner'],
    },
    {
      says: 'Whom they asked reads it no more once the asker left the team.',
      facts: talk({ inTeam: false }),
      may: ['analyst'],
    },
    {
      says: 'Whom they asked reads it no more once they lead the team no longer.',
      facts: talk({ addresseeId: 'formerLead' }),
      may: ['analyst'],
    },
  ],
  'talk.answer': [
    { says: 'A request to talk is answered by whom was asked.', facts: talk(), may: ['lead'] },
    {
      says: 'A manager who was asked answers.',
      facts: talk({ addresseeId: 'manager' }),
      may: ['manager'],
    },
    {
      says: 'Who was asked by name, for no team, answers.',
      facts: talk({ addresseeId: 'legalPartner', teamId: null, inTeam: false }),
      may: ['legalPartner'],
    },
    {
      says: 'Nobody answers once the asker left the team.',
      facts: talk({ inTeam: false }),
      may: [],
    },
  ],
  'talk.withdraw': [
    { says: 'A request to talk is withdrawn by whoever asked.', facts: talk(), may: ['analyst'] },
  ],
  'budget.read': [
    { says: 'A team’s exposure budget is read by everybody in the team.', facts: ourTeam, may: members },
  ],
  'budget.set': [
    {
      says: 'A team’s exposure budget is set by its leads, not by its manager.',
      facts: ourTeam,
      may: leads,
    },
  ],
}

/** Calls the check with each action's own sentences, which a loop over their names cannot type. */
function eachSentence(check: <A extends Action>(action: A, sentence: Sentence<A>) => void): void {
  const each = <A extends Action>(action: A) => {
    for (const sentence of sentences[action]) check(action, sentence)
  }
  for (const action of actions) each(action)
}

describe('the policy', () => {
  it('has a sentence for every action', () => {
    expect(actions.filter((action) => !sentences[action]?.length)).toEqual([])
    expect(Object.keys(sentences).filter((name) => !actions.some((action) => action === name))).toEqual([])
  })

  it('has a sentence for every step of an escalation', () => {
    expect(stepNames.filter((step) => !steps[step])).toEqual([])
  })

  eachSentence((action, sentence) => {
    it(`${action}: ${sentence.says}`, () => {
      expect(allowed(action, sentence).sort()).toEqual([...sentence.may].sort())
    })
  })
})
