import type { ActorDb } from '#server/db/actor-db.ts'
import type { AnyQuery, ViewOf } from '#shared/core/query.ts'
import type { Answer } from './answer.ts'
import type { Caller, Core, Scope } from './scope.ts'
import { refusalOfSecondWall } from './second-wall.ts'

/**
 * Answers a query as the caller, in one transaction, and checks the view.
 * @throws INVALID for an input that cannot be read, and what the answer throws.
 */
export async function runQuery<Q extends AnyQuery>(
  core: Core,
  answer: Answer<Q>,
  { input, caller }: { input: unknown; caller: Caller },
): Promise<ViewOf<Q>> {
  const asked = answer.read(input, caller)
  const { database } = core
  const { actor } = caller
  try {
    if (asked.sight === 'own')
      return answer.check(await database.read(actor, (db) => asked.work(scopeOf(core, caller, db))))
    return await database.writeAndFinish(
      actor,
      (db) => asked.work(scopeOf(core, caller, db)),
      (view) => answer.check(view),
    )
  } catch (error) {
    throw refusalOfSecondWall(error)
  }
}

const scopeOf = <Db extends ActorDb>(
  { keys, now }: Core,
  { actor, sessionId, shown }: Caller,
  db: Db,
): Scope<Db> => ({ db, actor, sessionId, shown, keys, now })
