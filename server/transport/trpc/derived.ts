import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server'
import type { Answer } from '#server/core/answer.ts'
import type { Effect } from '#server/core/effect.ts'
import { commandQuota, queryQuota } from '#server/core/quotas.ts'
import { runCommand } from '#server/core/run-command.ts'
import { runQuery } from '#server/core/run-query.ts'
import type { CommandMeta } from '#shared/core/command.ts'
import type { ResultOf, SentOf } from '#shared/core/contract.ts'
import type { AskedOf, ViewOf } from '#shared/core/query.ts'
import { signedIn } from './procedures.ts'

type Effects = { readonly [verb: string]: Effect }
type Answers = { readonly [noun: string]: Answer }

/** A mutation for each effect, under the same key. */
export type Mutations<E extends Effects> = {
  [V in keyof E]: E[V] extends Effect<infer C>
    ? TRPCMutationProcedure<{
        input: { meta: CommandMeta; input: SentOf<C> }
        output: ResultOf<C>
        meta: object
      }>
    : never
}
/** A query for each answer, under the same key. */
export type QueryProcedures<A extends Answers> = {
  [N in keyof A]: A[N] extends Answer<infer Q>
    ? TRPCQueryProcedure<{ input: AskedOf<Q>; output: ViewOf<Q>; meta: object }>
    : never
}

/** The core reads what was sent, so tRPC passes it on as it is. */
const asSent = (sent: unknown) => sent

const mutationOf = (effect: Effect) =>
  signedIn.input(asSent).mutation(({ ctx, input }) => {
    ctx.quotas.take(ctx.caller.actor, effect.contract.name, commandQuota)
    return runCommand(ctx, effect, { envelope: input, actor: ctx.caller.actor })
  })

const queryOf = (answer: Answer) => {
  const admitted = signedIn.use(({ ctx, next }) => {
    ctx.quotas.take(ctx.caller.actor, answer.query.name, queryQuota)
    return next()
  })
  // tRPC reads the body of a query that declares an input, and a query without one is sent without a body.
  return answer.takesInput
    ? admitted.input(asSent).query(({ ctx, input }) => runQuery(ctx, answer, { input, caller: ctx.caller }))
    : admitted.query(({ ctx }) => runQuery(ctx, answer, { input: undefined, caller: ctx.caller }))
}

interface Served {
  readonly effects: Effects
  readonly answers: Answers
}
type All = { readonly [feature: string]: Served }
/** Every procedure by feature: its queries and its mutations. */
type Procedures<A extends All> = {
  readonly [F in keyof A]: QueryProcedures<A[F]['answers']> & Mutations<A[F]['effects']>
}

type Made = Record<string, Record<string, unknown>>

/** Returns whether every effect and answer has a procedure: the compiler cannot see it of a record that a loop made. */
const covers = <A extends All>(made: Made, features: A): made is Procedures<A> =>
  Object.entries(features).every(([feature, { effects, answers }]) =>
    [...Object.keys(effects), ...Object.keys(answers)].every((name) => made[feature]?.[name] !== undefined),
  )

/** Returns the procedures of every command and query, by feature. */
export function proceduresOf<A extends All>(features: A): Procedures<A> {
  const made: Made = {}
  for (const [feature, { effects, answers }] of Object.entries(features)) {
    const twice = Object.keys(effects).find((verb) => verb in answers)
    if (twice !== undefined) throw new Error(`${feature}.${twice} is a command and a query`)
    made[feature] = Object.fromEntries([
      ...Object.entries(answers).map(([noun, answer]) => [noun, queryOf(answer)]),
      ...Object.entries(effects).map(([verb, effect]) => [verb, mutationOf(effect)]),
    ])
  }
  if (!covers(made, features)) throw new Error('A command or a query has no procedure')
  return made
}
