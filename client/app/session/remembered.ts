import type { Me } from '#shared/people/views.ts'
import { rememberedKey } from './remembered-key.ts'

/** Set at sign-out until the server has heard of it: a phone without a network cannot end its session by itself. */
const leavingKey = 'dure.leaving'

/** Set where the server ended the session: the sign-in says why the phone is empty. Gone with the next sign-in. */
const endedKey = 'dure.ended'

const cursorKey = (personId: string) => `dure.cursor.${personId}`

/** The person with the digest of their shape, as this release writes them. The release before wrote the person alone. */
type Written = { shape: string; me: Me }

function written(): Partial<Written> | undefined {
  try {
    return JSON.parse(localStorage.getItem(rememberedKey) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Returns who is signed in here, where a release of the same shape wrote them down: no schema is needed to paint. */
export function rememberedMe(): Me | undefined {
  const known = written()
  return known?.shape === DURE_VIEWS.me ? known.me : undefined
}

/** The same from another release, where it has the present form all the same; a start after an update needs it, once. */
export async function rememberedByAnother(): Promise<Me | undefined> {
  const known = written()
  if (known === undefined) return undefined
  const { me } = await import('#shared/people/views.ts')
  return me.safeParse(known.shape === undefined ? known : known.me).data
}

/** Somebody is signed in here, even where another release wrote it down in another form. */
export const remembersSomebody = (): boolean => localStorage.getItem(rememberedKey) !== null

function put(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A full or forbidden storage costs the next start a question to the server, no more.
  }
}

/** Remembers the person without the names of others, which lie encrypted with the other copies. */
export function rememberMe(me: Me): void {
  const teams = me.teams.map((team) => ({ ...team, leads: [], people: [] }))
  put(rememberedKey, JSON.stringify({ shape: DURE_VIEWS.me, me: { ...me, teams } } satisfies Written))
}

/** Returns the id of who is signed in here, in whatever form a release wrote them down. */
export function rememberedPersonId(): string | undefined {
  const known: { person?: unknown; me?: { person?: unknown } } = written() ?? {}
  const person = known.me?.person ?? known.person
  const id = typeof person === 'object' && person ? Reflect.get(person, 'personId') : undefined
  return typeof id === 'string' ? id : undefined
}

export function forgetMe(personId: string): void {
  localStorage.removeItem(rememberedKey)
  localStorage.removeItem(cursorKey(personId))
}

export const isLeaving = (): boolean => localStorage.getItem(leavingKey) !== null
export function setLeaving(leaving: boolean): void {
  if (leaving) put(leavingKey, '1')
  else localStorage.removeItem(leavingKey)
}

/** Returns how many changes and drafts lie locked here since the session was ended; undefined where none was. */
export function endedWith(): number | undefined {
  const kept = localStorage.getItem(endedKey)
  return kept === null ? undefined : Number(kept) || 0
}
export function setEnded(locked: number | undefined): void {
  if (locked === undefined) localStorage.removeItem(endedKey)
  else put(endedKey, String(locked))
}

/** The language chosen before anybody signed in. */
export const keptLocale = (): string | null => localStorage.getItem('dure.locale')
export const keepLocale = (locale: string): void => put('dure.locale', locale)

/** Up to where this phone has heard of changes. */
export const readCursor = (personId: string): string | undefined =>
  localStorage.getItem(cursorKey(personId)) ?? undefined
export const keepCursor = (personId: string, cursor: string): void => put(cursorKey(personId), cursor)
