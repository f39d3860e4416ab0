import type { TRPCClient } from '@trpc/client'
import type { AppRouter } from '#server/transport/trpc/router.ts'
import { AppError, saysEnded } from '#shared/core/errors.ts'
import type { AskedOf, ViewOf } from '#shared/core/query.ts'
import type { Queries } from '#shared/features.ts'
import { toAppError } from './app-error.ts'
import { call, ForeignAnswer, RefusedCall } from './call.ts'
import { causeOf, connection } from './connection.ts'
import { takeEarlyAnswer } from './early-answer.ts'
import { createOptionsProxy } from './options-proxy.ts'
import { createQueryClient } from './query-client.ts'

export type Api = TRPCClient<AppRouter>

/** Every read by its name, such as 'today.list'. */
export type AppReads = {
  [Name in QueryName]: { asked: AskedOf<QueryNamed<Name>>; view: ViewOf<QueryNamed<Name>> }
}
export type QueryName = { [F in keyof Queries & string]: `${F}.${keyof Queries[F] & string}` }[keyof Queries &
  string]
type QueryNamed<Name extends string> = Name extends `${infer F extends keyof Queries & string}.${infer Noun}`
  ? Noun extends keyof Queries[F]
    ? Queries[F][Noun]
    : never
  : never

type Listener<Value> = (value: Value) => void

const refused = new Set<Listener<{ ended: boolean }>>()
const answered = new Set<Listener<string>>()
let speaker: string | undefined

/** Hears every answer that says the session is over; `ended` where somebody ended it before its time. */
export function onUnauthorized(listener: Listener<{ ended: boolean }>): () => void {
  refused.add(listener)
  return () => refused.delete(listener)
}

/** Hears the id of the person whom the server has just answered. */
export function onAnswered(listener: Listener<string>): () => void {
  answered.add(listener)
  return () => answered.delete(listener)
}

/** The server answers these to anybody. */
const open: readonly string[] = ['auth.signIn', 'auth.invitation', 'auth.acceptInvitation']

/** Whose requests these are, so that a tab left open cannot act in the name of who signed in beside it. */
export function speakFor(personId: string | undefined): void {
  speaker = personId
}

/** Says that the server has just answered this person, in whatever way. */
export function serverAnswered(personId: string): void {
  for (const listener of [...answered]) listener(personId)
}

type CallOptions = {
  signal?: AbortSignal | undefined
  context?: { whoever?: unknown; forLater?: unknown } | undefined
}

const isAnswer = (thrown: unknown): boolean => thrown instanceof RefusedCall

/**
 * Tells the connection what a call's failure says of it, and returns the error to go on with: BLOCKED where something on the
 * way refuses this call while the server answers another one.
 */
async function heed(
  thrown: unknown,
  headers: Record<string, string>,
  { begunAfter, gaveUp = false }: { begunAfter: number; gaveUp?: boolean | undefined },
): Promise<unknown> {
  if (isAnswer(thrown)) connection.answered(begunAfter)
  // The caller may have had reasons of its own to give up.
  else if (gaveUp) connection.check()
  else {
    const status = thrown instanceof ForeignAnswer ? thrown.status : 0
    const cause = status ? causeOf(status) : 'network'
    const another = () => call('people.me', undefined, { headers }).then(() => true, isAnswer)
    if (cause === 'blocked' && (await another()))
      return new AppError('BLOCKED', status === 413 ? { reason: 'too_large' } : {})
    connection.lost(cause)
  }
  return thrown
}

/** Milliseconds after which a call without an answer makes the connection doubtful. */
const slow = 5000

async function ask(
  path: string,
  input: unknown,
  { signal, context = {} }: CallOptions = {},
): Promise<unknown> {
  const headers: Record<string, string> = {
    'x-dure': '1',
    ...(speaker && !context.whoever ? { 'x-dure-person': speaker } : {}),
    ...(context.forLater ? { 'x-dure-for': 'later' } : {}),
  }
  const begunAfter = connection.silences()
  const doubt = setTimeout(connection.check, slow)
  try {
    const early = input === undefined && !context.whoever ? takeEarlyAnswer(path, speaker) : undefined
    const answer = await call(path, input, { headers, signal }, early)
    connection.answered(begunAfter)
    if (speaker && headers['x-dure-person'] === speaker && !open.includes(path)) serverAnswered(speaker)
    return answer
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'UNAUTHORIZED')
      for (const listener of [...refused]) listener({ ended: saysEnded(error) })
    throw await heed(thrown, headers, { begunAfter, gaveUp: signal?.aborted })
  } finally {
    clearTimeout(doubt)
  }
}

/** Collects a procedure's path, and calls it by the last part: `query` or `mutate`. */
const procedures = (path: readonly string[]): unknown =>
  new Proxy(() => undefined, {
    // A promise that resolves to it must not take it for another promise.
    get: (_, part) => (typeof part === 'string' && part !== 'then' ? procedures([...path, part]) : undefined),
    apply: (_, __, [input, options]: [unknown, CallOptions?]) =>
      ask(path.slice(0, -1).join('.'), input, options),
  })

/** Every procedure with the types of tRPC's own client, which brings five kilobytes of what a phone does not need. */
export const api = procedures([]) as Api

/** The read cache in memory. */
export const queries = createQueryClient()

/** Query options and keys of every procedure that reads. */
export const trpc = createOptionsProxy<AppRouter>((path, input, { forLater }) =>
  ask(path, input, { context: { forLater } }),
)

/** Calls a command of the server by its name. The answer is whatever came: who asked reads it by the contract. */
export async function mutate(
  client: Api,
  name: string,
  envelope: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  let place: unknown = client
  for (const part of [...name.split('.'), 'mutate']) place = Reflect.get(Object(place), part)
  if (typeof place !== 'function') throw new TypeError(`${name} cannot be called`)
  return await place(envelope, { signal })
}
