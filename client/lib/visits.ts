/** The entries of this tab's history that belong to Dure, by their keys, and which of them the reader is on. */
export type Visits = { keys: readonly string[]; index: number }

/**
 * A navigation of the router, as its hooks tell it. `beneath`: how many screens of Dure are known to lie before an entry
 * that was opened together with others, so that no hook ever told of those.
 */
export type Move = { key: string; action: 'PUSH' | 'REPLACE' | 'POP'; beneath?: number }

/**
 * Returns the visits after a move. An entry that was never seen begins the list anew: nothing is known of what lies
 * before it, so that nobody is led out of Dure.
 */
export function visitsAfter(before: Visits | undefined, { key, action, beneath = 0 }: Move): Visits {
  const known = before?.keys.indexOf(key) ?? -1
  // The same entry again: the page was loaded anew, or went back or forward to it.
  if (before && known >= 0) return { keys: before.keys, index: known }
  if (!before || action === 'POP') {
    const unnamed = Array.from({ length: beneath }, () => '')
    return { keys: [...unnamed, key], index: beneath }
  }
  const index = action === 'PUSH' ? before.index + 1 : before.index
  return { keys: [...before.keys.slice(0, index), key], index }
}

/** Under which the tab keeps its visits over a reload. */
const storageKey = 'dure-visits'
/** Entries that are kept: more than anybody goes back. */
const limit = 200

let visits: Visits | undefined

function readVisits(): Visits | undefined {
  try {
    const { keys, index } = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Partial<Visits>
    return Array.isArray(keys) && typeof index === 'number' ? { keys, index } : undefined
  } catch {
    return undefined
  }
}

/** Follows the router: called once for every entry that becomes the current one. */
export function recordVisit(move: Move): void {
  const { keys, index } = visitsAfter(visits ?? readVisits(), move)
  const dropped = Math.max(0, index + 1 - limit)
  visits = { keys: keys.slice(dropped), index: index - dropped }
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(visits))
  } catch {
    // A full or forbidden storage: after a reload, back leads to the page above.
  }
}

/** Returns whether the entry before this one is a screen of Dure. */
export const canGoBack = (): boolean => (visits?.index ?? 0) > 0
