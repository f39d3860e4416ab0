import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf } from '#tests/integration/authorization/world.ts'
import { entryInput, makeEntry, rosterInput } from './shifts.world.ts'

const pattern = {
  ...{ startsOn: '2031-02-03', zone: 'Asia/Seoul' },
  hours: [{ weekday: 1, from: '09:00', until: '18:00' }],
}

export const rows: readonly Row[] = [
  {
    ...{ procedure: 'shifts.person', state: 'the subject', allowed: subjectAndLeads },
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    ...{ procedure: 'shifts.person', state: 'own', allowed: everybody },
    input: (who) => ({ personId: who.person.personId }),
  },
  {
    ...{ procedure: 'shifts.called', state: 'team one', allowed: leads },
    input: (_, world) => ({ teamId: world.team, called: ['Subject'] }),
  },
  {
    ...{ procedure: 'shifts.setPattern', state: 'of the subject', allowed: subjectAndLeads },
    input: (who, world) => commandOf(who, { ...pattern, personId: subjectOf(world) }),
  },
  {
    ...{ procedure: 'shifts.setPattern', state: 'own', allowed: everybody },
    input: (who) => commandOf(who, { ...pattern, personId: who.person.personId }),
  },
  {
    ...{ procedure: 'shifts.removePattern', state: 'of the subject', allowed: subjectAndLeads },
    input: (who, world) => commandOf(who, { startsOn: '2031-02-10', personId: subjectOf(world) }),
  },
  {
    ...{ procedure: 'shifts.saveEntry', state: 'new of the subject', allowed: subjectAndLeads },
    input: (who, world) => commandOf(who, entryInput(world)),
  },
  rowOn({
    ...{ procedure: 'shifts.saveEntry', state: 'changed', allowed: subjectAndLeads, make: makeEntry },
    input: (who, entryId, world) => commandOf(who, entryInput(world, { entryId }), 1),
  }),
  rowOn({
    ...{ procedure: 'shifts.removeEntry', state: 'of the subject', allowed: subjectAndLeads },
    make: makeEntry,
    input: (who, entryId, world) => commandOf(who, { entryId, personId: subjectOf(world) }),
  }),
  {
    ...{ procedure: 'shifts.importRoster', state: 'of team one', allowed: leads },
    input: (who, world) => commandOf(who, rosterInput(world)),
  },
]
