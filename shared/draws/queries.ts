import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { drawDesign } from './contracts.ts'
import { chosenView, drawPreview, drawsView, drawView } from './views.ts'

export const drawQueries = {
  /** A team's draws, the reader's golden cases and the verifiers' own errors, as the reader may see them. */
  team: query({ name: 'draws.team', input: z.object({ teamId: z.uuid() }), output: drawsView }),
  one: query({ name: 'draws.one', input: z.object({ drawId: z.uuid() }), output: drawView }),
  /** Returns what a draw would be, before it is made. */
  preview: query({ name: 'draws.preview', input: drawDesign, output: drawPreview }),
  /** Returns how a case was chosen; null where no draw did. */
  chosen: query({ name: 'draws.chosen', input: z.object({ auditId: z.uuid() }), output: chosenView }),
}
