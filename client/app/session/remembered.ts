import { type Me, me } from '#shared/people/views.ts'

/**
 * Who is signed in on this phone, in localStorage: read before anything is painted, so that a start without a network
 * knows the language, the theme and whose Today to show. Gone with the sign-out.
 */
const key = 'dure.me'
/** Set at sign-out until the server has heard of it: a phone without a network cannot end its session by itself. */
const leavingKey = 'dure.leaving'

const cursorKey = (personId: string) => `dure.cursor.${personId}`

export function rememberedMe(): Me | undefined {
  try {
    return me.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data
  } catch {
    return undefined
  }
}

/** Somebody is signed in here, even where another release wrote it down in another form. */
export const remembersSomebody = (): boolean => localStorage.getItem(key) !== null

function put(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A full or forbidden storage costs the next start a question to the server, no more.
  }
}

export function rememberMe(person: Me): void {
  put(key, JSON.stringify(person))
}

export function forgetMe(personId: string): void {
  localStorage.removeItem(key)
  localStorage.removeItem(cursorKey(personId))
}

export const isLeaving = (): boolean => localStorage.getItem(leavingKey) !== null
export function setLeaving(leaving: boolean): void {
  if (leaving) put(leavingKey, '1')
  else localStorage.removeItem(leavingKey)
}

/** The language chosen before anybody signed in. */
export const keptLocale = (): string | null => localStorage.getItem('dure.locale')
export const keepLocale = (locale: string): void => put('dure.locale', locale)

/** Up to where this phone has heard of changes. */
export const readCursor = (personId: string): string | undefined =>
  localStorage.getItem(cursorKey(personId)) ?? undefined
export const keepCursor = (personId: string, cursor: string): void => put(cursorKey(personId), cursor)
