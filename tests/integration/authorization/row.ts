import { appRouter } from '#server/transport/trpc/router.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { collect } from '#tests/support/collect.ts'
import { type Persona, personas } from './personas.ts'
import type { World } from './world.ts'

/** One procedure in one state, and who may. */
export interface Row {
  procedure: string
  state: string
  input: (who: SignedIn, world: World) => Promise<unknown> | unknown
  allowed: readonly Persona[]
  /** A stranger may call it too. */
  open?: boolean
  /** What the allowed get, where it is a refusal of another kind. */
  answer?: string
  /** How it is sent where it is no procedure of the router: returns 'OK' or the code of the refusal. */
  send?: (url: string, cookie: string | undefined, input: unknown) => Promise<string>
}

/** What `<feature>.rows.ts` exports. */
export interface RowsFile {
  rows: readonly Row[]
  /** Procedures that a test of their own walks through. */
  elsewhere?: readonly string[]
}

/** A row on a state that is made anew for each who may change it, and once for all who are refused. */
export function rowOn<State>(row: {
  procedure: string
  state: string
  allowed: readonly Persona[]
  answer?: string
  make: (world: World) => Promise<State>
  input: (who: SignedIn, state: State, world: World) => Promise<unknown> | unknown
}): Row {
  const { make, input, ...rest } = row
  const shared = new WeakMap<World, Promise<State>>()
  return {
    ...rest,
    async input(who, world) {
      const persona = personas.find((name) => world.people[name] === who)
      const known = shared.get(world)
      if (known === undefined || (persona && row.allowed.includes(persona))) {
        const made = make(world)
        if (!persona || !row.allowed.includes(persona)) shared.set(world, made)
        return await input(who, await made, world)
      }
      return await input(who, await known, world)
    },
  }
}

export const procedures = Object.keys(appRouter._def.procedures)
// The types nest what the router has made flat.
const typeOf = (procedure: unknown) => (procedure as { _def?: { type?: string } })._def?.type
export const queries = Object.entries(appRouter._def.procedures)
  .filter(([, procedure]) => typeOf(procedure) === 'query')
  .map(([name]) => name)

/** Every feature's rows, and the procedures of the router that none of them names. */
export async function collectRows() {
  const files = [...(await collect<RowsFile>('integration', 'rows', ['rows'])).values()]
  const rows = files.flatMap((file) => file.rows)
  const named = new Set([
    ...rows.filter(({ send }) => send === undefined).map(({ procedure }) => procedure),
    ...files.flatMap((file) => file.elsewhere ?? []),
  ])
  return {
    rows,
    withoutRow: procedures.filter((procedure) => !named.has(procedure)),
    unknown: [...named].filter((procedure) => !procedures.includes(procedure)),
  }
}
