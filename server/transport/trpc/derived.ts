import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server'
import type { Answer } from '#server/core/answer.ts'
import type { Effect } from '#server/core/effect.ts'
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
  signedIn
    .input(asSent)
    .mutation(({ ctx, input }) => runCommand(ctx, effect, { envelope: input, actor: ctx.caller.actor }))

const queryOf = (answer: Answer) =>
  // tRPC reads the body of a query that declares an input, and a query without one is sent without a body.
  answer.takesInput
    ? signedIn.input(asSent).query(({ ctx, input }) => runQuery(ctx, answer, { input, caller: ctx.caller }))
    : signedIn.query(({ ctx }) => runQuery(ctx, answer, { input: undefined, caller: ctx.caller }))

type AllEffects = { readonly [feature: string]: Effects }
type AllAnswers = { readonly [feature: string]: Answers }
/** Every procedure by feature: its queries and its mutations. */
type Procedures<E extends AllEffects, A extends AllAnswers> = {
  readonly [F in keyof E | keyof A]: (F extends keyof A ? QueryProcedures<A[F]> : unknown) &
    (F extends keyof E ? Mutations<E[F]> : unknown)
}

/** Returns whether everything in the lists has a procedure: the compiler cannot see it of a record that a loop made. */
const covers = <E extends AllEffects, A extends AllAnswers>(
  made: object,
  { effects, answers }: { effects: E; answers: A },
): made is Procedures<E, A> =>
  [effects, answers].every((list) =>
    Object.entries(list).every(([feature, named]) => {
      const own: unknown = Reflect.get(made, feature)
      return typeof own === 'object' && own !== null && Object.keys(named).every((name) => name in own)
    }),
  )

/** Returns the procedures of every command and query, by feature. */
export function proceduresOf<E extends AllEffects, A extends AllAnswers>(lists: {
  effects: E
  answers: A
}): Procedures<E, A> {
  const byFeature = new Map<string, Record<string, unknown>>()
  const put = (feature: string, name: string, procedure: unknown) => {
    const own = byFeature.get(feature) ?? {}
    if (name in own) throw new Error(`${feature}.${name} is a command and a query`)
    byFeature.set(feature, { ...own, [name]: procedure })
  }
  for (const [feature, answers] of Object.entries(lists.answers))
    for (const [noun, answer] of Object.entries(answers)) put(feature, noun, queryOf(answer))
  for (const [feature, effects] of Object.entries(lists.effects))
    for (const [verb, effect] of Object.entries(effects)) put(feature, verb, mutationOf(effect))
  const made = Object.fromEntries(byFeature)
  if (!covers(made, lists)) throw new Error('A command or a query has no procedure')
  return made
}
