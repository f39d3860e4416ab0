import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#shared/core/contract.ts'
import type { AnswerOf, AnyQuery, ParsedOf, ViewOf } from '#shared/core/query.ts'
import type { Queries } from '#shared/features.ts'
import { checkOfMade, parserOfSent } from './parse.ts'
import type { Caller, Scope } from './scope.ts'

/**
 * One query with an input that was read. `own`: of the actor's own or of unprotected data, so READ ONLY. `another`: of
 * another person's protected data, so read-write, because it logs who sees it before it reads.
 */
export type Asked =
  | { sight: 'own'; work: (scope: Scope) => Promise<unknown> }
  | { sight: 'another'; work: (scope: Scope<WriteDb>) => Promise<unknown> }

/** A query with what the server answers to it. */
export interface Answer<Q extends AnyQuery = AnyQuery> {
  readonly query: Q
  /** False where the query takes no input: whatever is sent with it is ignored. */
  readonly takesInput: boolean
  /**
   * Reads what is asked.
   * @throws INVALID with the field.
   */
  read(sent: unknown, caller: Caller): Asked
  /** Checks the view and drops what the query does not declare. */
  check(view: unknown): ViewOf<Q>
}

type Work<Q extends AnyQuery, In> = (scope: In, input: ParsedOf<Q>) => Promise<AnswerOf<Q>>

function answerBy<Q extends AnyQuery>(
  query: Q,
  ask: (input: ParsedOf<Q>, caller: Caller) => Asked,
): Answer<Q> {
  const parse = parserOfSent<Q['input']>(query.input)
  const takesInput = query.input._zod.def.type !== 'void'
  return {
    query,
    takesInput,
    read: (sent, caller) => ask(parse(takesInput ? sent : undefined), caller),
    check: checkOfMade<Q['output']>(query.output),
  }
}

/** Answers a query from the actor's own or from unprotected data. */
export const answer = <Q extends AnyQuery>(query: Q, work: Work<Q, Scope>): Answer<Q> =>
  answerBy(query, (input) => ({ sight: 'own', work: (scope) => work(scope, input) }))

/** Answers a query from another person's protected data. */
export const answerLogged = <Q extends AnyQuery>(query: Q, work: Work<Q, Scope<WriteDb>>): Answer<Q> =>
  answerBy(query, (input) => ({ sight: 'another', work: (scope) => work(scope, input) }))

/** A query that asks about one person. */
interface AboutPerson extends AnyQuery {
  readonly input: Schema<{ personId: string }>
}

/** Answers a query about a person: `own` where that is the actor, `another` for everybody else. */
export const answerAbout = <Q extends AboutPerson>(
  query: Q,
  { own, another }: { own: Work<Q, Scope>; another: Work<Q, Scope<WriteDb>> },
): Answer<Q> =>
  answerBy(query, (input, { actor }) =>
    input.personId === actor.person
      ? { sight: 'own', work: (scope) => own(scope, input) }
      : { sight: 'another', work: (scope) => another(scope, input) },
  )

type AnswerFor<Q> = Q extends AnyQuery ? Answer<Q> : never
/** The answers to a feature's queries, none left out. */
export type AnswersOf<F extends keyof Queries> = {
  readonly [N in keyof Queries[F]]: AnswerFor<Queries[F][N]>
}
