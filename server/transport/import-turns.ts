import { createTurns, type Turns } from '#server/lib/turns.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'

/** Imports that store at a time in one process; each has a connection of its own. */
export const importsLimit = 2
/** Imports of one person that wait for another one of theirs. */
const waitingLimit = 3

/**
 * Keeps who imports, so that a person has one import and an organisation stores one at a time, before any transaction
 * begins.
 */
export interface ImportTurns {
  /**
   * Runs the whole of a person's import when none of theirs is under way.
   * @throws CONFLICT where several of theirs wait already; the signal's reason where it ended meanwhile.
   */
  alone<T>(actor: Actor, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  /** Stores when it is the organisation's turn and there is a connection. @throws the signal's reason. */
  store<T>(actor: Actor, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

/** Turns by a key, which are kept as long as somebody has one or waits for one. */
function turnsByKey() {
  const known = new Map<string, { turns: Turns; count: number }>()
  return {
    countOf: (key: string) => known.get(key)?.count ?? 0,
    async run<T>(key: string, work: () => Promise<T>): Promise<T> {
      const own = known.get(key) ?? { turns: createTurns(1), count: 0 }
      known.set(key, own)
      own.count += 1
      try {
        return await own.turns.run(work)
      } finally {
        own.count -= 1
        if (own.count === 0) known.delete(key)
      }
    },
  }
}

export function createImportTurns(): ImportTurns {
  const people = turnsByKey()
  const organisations = turnsByKey()
  const all = createTurns(importsLimit)
  return {
    async alone({ org, person }, signal, work) {
      const key = `${org} ${person}`
      if (people.countOf(key) > waitingLimit) throw new AppError('CONFLICT', { reason: 'import_running' })
      return await people.run(key, () => {
        signal.throwIfAborted()
        return work()
      })
    },
    async store({ org }, signal, work) {
      return await organisations.run(org, () => {
        signal.throwIfAborted()
        return all.run(() => {
          signal.throwIfAborted()
          return work()
        })
      })
    },
  }
}
