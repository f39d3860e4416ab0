import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { queries } from '#shared/features.ts'
import { viewsDigest } from './views-digest.ts'

const named = (output: z.ZodMiniType) => ({
  goals: { list: query({ name: 'goals.list', input: z.void(), output }) },
})
const goal = { goalId: z.uuid(), title: z.string(), status: z.enum(['open', 'met']) }
const digest = viewsDigest(named(z.array(z.object(goal))))

test('the same views have the same digest', () => {
  expect(viewsDigest(named(z.array(z.object({ ...goal }))))).toBe(digest)
  expect(viewsDigest(queries)).toBe(viewsDigest({ ...queries }))
  expect(viewsDigest(queries)).toMatch(/^[\w-]{12}$/)
})

test('every change of a view’s shape changes the digest', () => {
  const others = [
    { ...goal, dueOn: z.iso.date() },
    { ...goal, title: z.nullable(z.string()) },
    { ...goal, title: z.optional(z.string()) },
    { ...goal, status: z.enum(['open', 'met', 'given_up']) },
    { goalId: goal.goalId, title: goal.title },
  ].map((shape) => viewsDigest(named(z.array(z.object(shape)))))
  expect(new Set([digest, ...others]).size).toBe(others.length + 1)
})

test('a query that is new, and one that is gone, change the digest', () => {
  const { inbox: _, ...rest } = queries
  expect(viewsDigest(rest)).not.toBe(viewsDigest(queries))
})
