import type * as z from 'zod/mini'
import type { Schema } from './contract.ts'

interface Declared<Name extends string, Input, Asked, View, Sent> {
  /** 'feature.noun'. */
  readonly name: Name
  /** Of what is asked; `z.void()` where nothing is. */
  readonly input: Schema<Input, Asked>
  readonly output: Schema<View, Sent>
}

/** One kind of read, declared once: the server's work, the router and the phone's keys follow from it. */
export interface Query<Name extends string, Input, Asked, View, Sent>
  extends Declared<Name, Input, Asked, View, Sent> {}

/** Any query. */
export interface AnyQuery {
  readonly name: string
  readonly input: Schema
  readonly output: Schema
}

/** Declares a query. */
export const query = <const Name extends string, Input, Asked, View, Sent>(
  declared: Declared<Name, Input, Asked, View, Sent>,
): Query<Name, Input, Asked, View, Sent> => declared

export type AskedOf<Q extends AnyQuery> = z.core.input<Q['input']>
export type ParsedOf<Q extends AnyQuery> = z.core.output<Q['input']>
export type ViewOf<Q extends AnyQuery> = z.core.output<Q['output']>
export type AnswerOf<Q extends AnyQuery> = z.core.input<Q['output']>
