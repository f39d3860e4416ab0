import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { collect } from '#tests/support/collect.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { membershipsIn, type Persona, personas } from './personas.ts'

export interface World {
  app: TestApp
  org: string
  team: string
  otherTeam: string
  people: Record<Persona, SignedIn>
}

/** Words that stand in one place, and everybody who may read them there. */
export interface Canary {
  text: string
  readers: readonly Persona[]
}

/** A query that the search for canaries asks as everybody. */
export interface Read {
  procedure: string
  input: unknown
  /** The input of the page after the one that this answer is; undefined where it is the last. */
  next?: (answer: string) => unknown
}

/** What a feature adds to the world; `<feature>.world.ts` exports one as `part`. */
export interface WorldPart<State = unknown> {
  canaries: Readonly<Record<string, Canary>>
  /** Writes the feature's canaries through the app, by whom they belong to. */
  write: (world: World) => Promise<State>
  /** Every query of the feature, with each input by which a canary might be found. */
  reads: (world: World) => readonly Read[]
  /** What was told in this world. */
  stateOf: (world: World) => State
}

/** Makes a part whose state is kept by world. */
export function worldPart<State>(part: {
  canaries: Readonly<Record<string, Canary>>
  write: (world: World) => Promise<State>
  reads: (world: World, state: State) => readonly Read[]
}): WorldPart<State> {
  const states = new WeakMap<World, State>()
  const stateOf = (world: World): State => {
    const state = states.get(world)
    if (state === undefined) throw new Error('The stories of this world are not told yet')
    return state
  }
  return {
    canaries: part.canaries,
    stateOf,
    async write(world) {
      const state = await part.write(world)
      states.set(world, state)
      return state
    },
    reads: (world) => part.reads(world, stateOf(world)),
  }
}

export async function collectParts(): Promise<Map<string, WorldPart>> {
  const files = await collect<{ part: WorldPart }>('integration', 'world', ['part'])
  return new Map([...files].map(([feature, { part }]) => [feature, part]))
}

export const subjectOf = ({ people }: World): string => people.subject.person.personId
export const everyId = ({ people }: World): string[] =>
  Object.values(people).map(({ person }) => person.personId)

/** Everybody signed in to one app, and every feature's stories told. */
export async function makeWorld(options: Parameters<typeof startTestApp>[1] = {}): Promise<World> {
  const app = await startTestApp(undefined, options)
  const db = app.owner
  const org = await makeOrg(db, 'One')
  const unit = await makeTeam(db, org, { name: 'Unit' })
  const team = await makeTeam(db, org, { name: 'Team one', parentId: unit })
  const otherTeam = await makeTeam(db, org, { name: 'Team two' })
  const foreignOrg = await makeOrg(db, 'Two')
  const foreignTeam = await makeTeam(db, foreignOrg, { name: 'Team one' })
  const memberships = membershipsIn({ team, unit, otherTeam, foreignTeam })
  const signedIn = await Promise.all(
    personas.map(async (persona) => {
      const home = persona.startsWith('foreign') ? foreignOrg : org
      const person = await makePerson(db, home, { name: persona, memberships: memberships[persona] })
      return [persona, await app.signIn(person)] as const
    }),
  )
  const people = Object.fromEntries(signedIn) as Record<Persona, SignedIn>
  const world = { app, org, team, otherTeam, people }
  for (const part of (await collectParts()).values()) await part.write(world)
  await endTheExLead(world)
  return world
}

/** The day of the hand-over is the first on which a standing no longer holds. */
async function endTheExLead({ app, people }: World): Promise<void> {
  await app.owner
    .updateTable('membership')
    .set({ ends_on: new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' }) })
    .where('person_id', '=', people.exLead.person.personId)
    .execute()
  // A process remembers a session for five seconds; the notice of an ended one makes it look again.
  await sql`select pg_notify('dure_session', session_id::text) from session`.execute(app.owner)
  await sleep(300)
}
