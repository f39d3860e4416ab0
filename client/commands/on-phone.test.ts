import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { escalations } from '#shared/escalations/contracts.ts'
import { inbox } from '#shared/inbox/contracts.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

const read = onPhone(inbox.read, {})

test('what is forgotten or misplaced does not compile', () => {
  const wordless = command({ name: 'surveys.save', version: 1, input: z.object({}), entities: () => [] })
  // @ts-expect-error The catalogue has no words for it.
  onPhone(wordless, {})
  // @ts-expect-error One is left out.
  const missing: OnPhoneOf<'inbox'> = {}
  // @ts-expect-error It stands under the key of another.
  const misplaced: OnPhoneOf<'today'> = { settle: read, unsettle: read }
  // @ts-expect-error What is asked at once is kept on no phone.
  onPhone(escalations.decide, {})
  // @ts-expect-error No query has this name.
  onPhone(inbox.read, { cache: { 'inbox.lists': (view) => view } })
  // @ts-expect-error The view that is given back is not the query's.
  onPhone(inbox.read, { cache: { 'inbox.list': () => ({ items: 3 }) } })
  expect([missing, misplaced]).toBeDefined()
})
