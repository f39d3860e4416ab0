import { ours, type Sentences } from '#tests/support/policy-sentences.ts'

const series = { leadId: 'lead', subjectId: 'analyst', teamId: ours }

export const sentences: Partial<Sentences> = {
  'meeting.read': [
    {
      says: 'A series is read by its analyst and its lead, not by another lead of the team or its manager.',
      facts: series,
      may: ['analyst', 'lead'],
    },
    {
      says: 'Nobody who leads the team after them reads what a former lead and the analyst had.',
      facts: { ...series, leadId: 'formerLead' },
      may: ['analyst'],
    },
  ],
  'meeting.set': [
    {
      says: 'A lead begins a series with an analyst of the team.',
      facts: { ...series, inTeam: true },
      may: ['lead'],
    },
    {
      says: 'With somebody who left the team no series is begun or changed.',
      facts: { ...series, subjectId: 'formerAnalyst', inTeam: false },
      may: [],
    },
  ],
  'meeting.attend': [
    {
      says: 'Both of the two move meetings, add to the agenda and finish.',
      facts: series,
      may: ['analyst', 'lead'],
    },
    {
      says: 'Whoever left the team reads their series and changes nothing of it.',
      facts: { ...series, subjectId: 'formerAnalyst' },
      may: ['lead'],
    },
  ],
  'agenda.read': [
    {
      says: 'A shared item is read by both.',
      facts: { ...series, authorId: 'analyst', isPrivate: false },
      may: ['analyst', 'lead'],
    },
    {
      says: 'A private item is read by its author alone.',
      facts: { ...series, authorId: 'analyst', isPrivate: true },
      may: ['analyst'],
    },
    {
      says: 'The private item of a former lead is read by nobody.',
      facts: { ...series, leadId: 'formerLead', authorId: 'formerLead', isPrivate: true },
      may: [],
    },
  ],
  'agenda.write': [
    {
      says: 'The words of an item are changed by their author.',
      facts: { ...series, authorId: 'lead', isPrivate: false },
      may: ['lead'],
    },
  ],
  'agenda.tick': [
    {
      says: 'Both tick a shared item.',
      facts: { ...series, authorId: 'lead', isPrivate: false },
      may: ['analyst', 'lead'],
    },
    {
      says: 'A private item is ticked by its author.',
      facts: { ...series, authorId: 'lead', isPrivate: true },
      may: ['lead'],
    },
  ],
  'agenda.send': [
    {
      says: 'A check-in or a review is sent to an agenda by whom it belongs to.',
      facts: { ownerId: 'analyst' },
      may: ['analyst'],
    },
  ],
}
