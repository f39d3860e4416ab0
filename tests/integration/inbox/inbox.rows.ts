import { createECDH, randomBytes } from 'node:crypto'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import type { World } from '#tests/integration/authorization/world.ts'
import { writeNote } from '#tests/integration/coaching/coaching.world.ts'

/** A notification of the subject. */
async function notificationOfSubject(world: World): Promise<string> {
  const noteId = await writeNote(world, 'person')
  const { items } = await world.people.subject.client.inbox.list.query()
  return items.find(({ entityId }) => entityId === noteId)?.inboxId ?? ''
}

function deviceKeys() {
  const p256dh = createECDH('prime256v1').generateKeys('base64url')
  return { p256dh, auth: randomBytes(16).toString('base64url') }
}

export const rows: readonly Row[] = [
  { procedure: 'inbox.list', state: 'own', allowed: everybody, input: () => undefined },
  rowOn({
    procedure: 'inbox.read',
    state: 'the subject’s',
    allowed: ['subject'],
    make: notificationOfSubject,
    input: (who, inboxId) => commandOf(who, { inboxIds: [inboxId] }),
  }),
  { procedure: 'inbox.choices', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'inbox.setChoices',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { timings: { notes: 'digest' } }),
  },
  { procedure: 'inbox.push', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'inbox.subscribe',
    state: 'own device',
    allowed: everybody,
    input: () => ({ endpoint: 'https://push.example.org/x', ...deviceKeys() }),
  },
  { procedure: 'inbox.unsubscribe', state: 'own device', allowed: everybody, input: () => undefined },
]
