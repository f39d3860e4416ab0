import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { pushState } from './push-views.ts'
import { choicesView, inboxView } from './views.ts'

export const inboxQueries = {
  list: query({ name: 'inbox.list', input: z.void(), output: inboxView }),
  /** Whether this device takes pushes, and what a browser subscribes with. */
  push: query({ name: 'inbox.push', input: z.void(), output: pushState }),
  /** When and how the reader is notified. */
  choices: query({ name: 'inbox.choices', input: z.void(), output: choicesView }),
}
