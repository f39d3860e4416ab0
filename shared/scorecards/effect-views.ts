import * as z from 'zod/mini'

/** Errors of n decisions in complete weeks, from one Monday to another. */
const windowCounts = z.object({ x: z.int(), n: z.int(), from: z.string(), to: z.string() })
/** Fractions of 1; below 0 there are more errors than before. */
const difference = z.object({ difference: z.number(), low: z.number(), high: z.number() })

/** Describes what came after coaching, in errors: of every kind, or of the one that was coached on. */
export const effectView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none'), reason: z.enum(['no_baseline', 'too_soon', 'drawn_otherwise']) }),
  z.object({
    kind: z.literal('measured'),
    before: windowCounts,
    after: windowCounts,
    /** The weeks that led to the note. */
    between: windowCounts,
    /** The baseline rests on fewer than twelve weeks. */
    provisional: z.boolean(),
    /** The share before, drawn to the team's, and what changed from it; null under ten decisions on a side. */
    change: z.nullable(z.extend(difference, { before: z.number() })),
    /** Null for who does not read the others' decisions, and where these have too few. */
    team: z.nullable(
      z.object({
        before: z.object({ x: z.int(), n: z.int() }),
        after: z.object({ x: z.int(), n: z.int() }),
        beyond: difference,
        verdict: z.enum(['consistent_with_improvement', 'worse_than_before', 'less_than_team', 'not_enough']),
        moreAudits: z.nullable(z.int()),
      }),
    ),
  }),
])
export type EffectView = z.infer<typeof effectView>
