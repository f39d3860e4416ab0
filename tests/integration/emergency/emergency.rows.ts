import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { personas } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf } from '#tests/integration/authorization/world.ts'
import { makeAccess } from './emergency.world.ts'

const asked = (subjectId: string) => ({
  accessId: uuidv7(),
  subjectId,
  reason: 'a reason of the test',
  hours: 1,
})

export const rows: readonly Row[] = [
  { procedure: 'emergency.list', state: 'own', allowed: personas, input: () => undefined },
  {
    procedure: 'emergency.ask',
    state: 'about the subject',
    allowed: ['admin'],
    input: (who, world) => commandOf(who, asked(subjectOf(world))),
  },
  {
    procedure: 'emergency.ask',
    state: 'about oneself',
    allowed: [],
    input: (who) => commandOf(who, asked(who.person.personId)),
  },
  rowOn({
    procedure: 'emergency.confirm',
    state: 'asked by another administrator',
    allowed: ['manager', 'admin'],
    make: (world) => makeAccess(world, { by: 'another', confirmed: false }),
    input: (who, accessId) => commandOf(who, { accessId }),
  }),
  rowOn({
    procedure: 'emergency.confirm',
    state: 'asked by the administrator',
    allowed: ['manager'],
    make: (world) => makeAccess(world, { by: 'admin', confirmed: false }),
    input: (who, accessId) => commandOf(who, { accessId }),
  }),
  rowOn({
    procedure: 'emergency.end',
    state: 'asked',
    allowed: ['manager', 'admin'],
    make: (world) => makeAccess(world, { by: 'another', confirmed: false }),
    input: (who, accessId) => commandOf(who, { accessId }),
  }),
  rowOn({
    procedure: 'emergency.end',
    state: 'open',
    allowed: ['manager', 'admin'],
    make: (world) => makeAccess(world, { by: 'another', confirmed: true }),
    input: (who, accessId) => commandOf(who, { accessId }),
  }),
  ...(['scorecard', 'cases', 'timeline'] as const).flatMap((noun) => [
    rowOn({
      procedure: `emergency.${noun}`,
      state: 'open',
      allowed: ['admin'],
      make: (world) => makeAccess(world, { by: 'admin', confirmed: true }),
      input: (_, accessId) => ({ accessId }),
    }),
    rowOn({
      procedure: `emergency.${noun}`,
      state: 'not confirmed',
      allowed: [],
      make: (world) => makeAccess(world, { by: 'admin', confirmed: false }),
      input: (_, accessId) => ({ accessId }),
    }),
  ]),
]
