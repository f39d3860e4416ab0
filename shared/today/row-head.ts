import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { todayGroups } from './rules.ts'

export const todayGroup = z.enum(todayGroups)

/**
 * Holds what every row of Today has, whatever its kind: whom it is about, and since when it waits. `key` is stable:
 * settling is by key, and a new reason makes a new key.
 */
export const rowHead = { key: z.string(), group: todayGroup, at: z.string(), person: personRef }
