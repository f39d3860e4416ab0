import type { Facts } from '#shared/policy.ts'
import { leads, members, ours, ourTeam, type Sentences } from '#tests/support/policy-sentences.ts'

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

export const sentences: Partial<Sentences> = {
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
  'talk.offer': [
    {
      says: 'A talk is offered by whom the check-in is shared with, and by nobody to themselves.',
      facts: checkIn(),
      may: ['lead'],
    },
    {
      says: 'A check-in shared with the manager lets the manager offer a talk, and not the leads.',
      facts: checkIn({ readerId: 'manager' }),
      may: ['manager'],
    },
    {
      says: 'A check-in that is not shared lets nobody offer a talk.',
      facts: checkIn({ audience: 'me', readerId: null, teamId: null, inTeam: false }),
      may: [],
    },
    {
      says: 'Nobody offers a talk to who left the team.',
      facts: checkIn({ inTeam: false }),
      may: [],
    },
    {
      says: 'Who leads the team no longer offers no talk.',
      facts: checkIn({ readerId: 'formerLead' }),
      may: [],
    },
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
  'rotation.ask': [
    {
      says: 'A rotation is asked for by an analyst for themselves.',
      facts: { personId: 'analyst', teamId: ours },
      may: ['analyst'],
    },
    {
      says: 'A lead asks for no rotation of their own.',
      facts: { personId: 'lead', teamId: ours },
      may: [],
    },
  ],
  'rotation.read': [
    {
      says: 'A request for a rotation is read by its person and the leads of their team, not by its manager.',
      facts: { personId: 'analyst', teamId: ours, inTeam: true },
      may: ['analyst', ...leads],
    },
    {
      says: 'No lead reads it once the person left the team.',
      facts: { personId: 'analyst', teamId: ours, inTeam: false },
      may: ['analyst'],
    },
  ],
  'rotation.settle': [
    {
      says: 'A request for a rotation is settled by a lead of the team.',
      facts: { personId: 'analyst', teamId: ours, inTeam: true },
      may: leads,
    },
    {
      says: 'Nobody settles it once the person left the team.',
      facts: { personId: 'analyst', teamId: ours, inTeam: false },
      may: [],
    },
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
