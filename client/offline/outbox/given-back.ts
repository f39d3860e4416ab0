import type { Outbox } from './outbox.ts'

/** A form that the phone refused after its editor had closed, and what `enqueue` threw. */
export type GivenBack = { form: unknown; thrown: unknown }

/**
 * By what belongs to one person's sign-in, so that no other meets it; by the draft's key within. Memory alone: where
 * these are needed, the phone may have had no room for a draft either.
 */
const formsByOutbox = new WeakMap<Outbox, Map<string, GivenBack>>()

export const givenBack = (outbox: Outbox, draftKey: string): GivenBack | undefined =>
  formsByOutbox.get(outbox)?.get(draftKey)

export function restore(outbox: Outbox, draftKey: string, what: GivenBack): void {
  const forms = formsByOutbox.get(outbox) ?? new Map<string, GivenBack>()
  formsByOutbox.set(outbox, forms.set(draftKey, what))
}

/** The words are safe elsewhere, or were thrown away. */
export function release(outbox: Outbox, draftKey: string): void {
  formsByOutbox.get(outbox)?.delete(draftKey)
}
