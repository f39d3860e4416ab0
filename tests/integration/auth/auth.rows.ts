import { randomUUID } from 'node:crypto'
import { everybody } from '#tests/integration/authorization/personas.ts'
import type { Row } from '#tests/integration/authorization/row.ts'
import type { World } from '#tests/integration/authorization/world.ts'
import { testPassword } from '#tests/support/people.ts'

async function peerSession({ app, people }: World): Promise<string> {
  const { client } = await app.signIn(people.peer.person)
  return (await client.auth.sessions.query()).find((session) => session.current)?.sessionId ?? ''
}

export const rows: readonly Row[] = [
  {
    procedure: 'auth.invitation',
    state: 'unknown token',
    open: true,
    allowed: everybody,
    answer: 'NOT_FOUND',
    input: () => ({ token: randomUUID() }),
  },
  {
    procedure: 'auth.acceptInvitation',
    state: 'unknown token',
    open: true,
    allowed: everybody,
    answer: 'NOT_FOUND',
    input: () => ({ token: randomUUID(), password: testPassword, locale: 'ko', device: 'x' }),
  },
  {
    procedure: 'auth.changePassword',
    state: 'the old one is wrong',
    allowed: everybody,
    answer: 'INVALID',
    input: () => ({ current: 'not the old one', password: 'another long password' }),
  },
  {
    procedure: 'auth.requestAddress',
    state: 'the password is wrong',
    allowed: everybody,
    answer: 'INVALID',
    input: () => ({ email: 'another@example.org', current: 'not the password' }),
  },
  { procedure: 'auth.sessions', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'auth.endSession',
    state: 'somebody else’s',
    allowed: ['peer'],
    input: async (_, world) => ({ sessionId: await peerSession(world) }),
  },
]

/** They end the session that they are called with: sign-out.test.ts and sign-in-limits.test.ts. */
export const elsewhere = ['auth.signOut', 'auth.signIn']
