import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, upTo } from '#shared/core/fields.ts'
import { gatheredLimit, rulingEffects, textLimit } from './rules.ts'

const texts = { textKo: z.nullable(text(textLimit)), textEn: z.nullable(text(textLimit)) }
const inOneLanguage = z.refine<{ textKo: string | null; textEn: string | null }>(
  ({ textKo, textEn }) => textKo !== null || textEn !== null,
  { path: ['textKo'] },
)

/** Command rulings.writeUp, by the lead of the team: raises the escalation of this id to Policy. */
export const writeUpInput = z
  .object({
    escalationId: z.uuid(),
    teamId: z.uuid(),
    policy: upTo(200).check(z.minLength(1)),
    clauseId: z.nullable(z.uuid()),
    versionId: z.nullable(z.uuid()),
    /** The subject of the escalation: the policy with clause and version, as the lead read it. */
    summary: text(200),
    ...texts,
  })
  .check(inOneLanguage)
export type WriteUpInput = z.infer<typeof writeUpInput>

/** What a ruling makes of one case, by the entry of the ledger that it is known by. */
const rulingChange = z
  .object({
    entryId: z.uuid(),
    effect: z.enum(rulingEffects),
    /** The right decision, where that is what changes. */
    verdict: z.nullable(text(200)),
  })
  .check(
    z.refine(({ effect, verdict }) => (effect === 'verdict') === (verdict !== null), { path: ['verdict'] }),
  )
export type RulingChange = z.infer<typeof rulingChange>

/** Fields of a preview and of the ruling itself alike. */
export const reachFields = {
  escalationId: z.uuid(),
  /** Cases that were decided earlier are not reached. */
  holdsFrom: day,
  changes: z.array(rulingChange).check(
    z.maxLength(gatheredLimit),
    z.refine((changes) => new Set(changes.map(({ entryId }) => entryId)).size === changes.length),
  ),
}

/** Command rulings.rule, asked now, by the partner for policy who has the escalation. */
export const ruleInput = z
  .object({
    precedentId: z.uuid(),
    ...reachFields,
    ...texts,
    /** The preview that was looked at: CONFLICT with reason ruling_moved where it would be another by now. */
    seen: text(64),
  })
  .check(inOneLanguage)
export type RuleInput = z.infer<typeof ruleInput>

export const rulings = {
  writeUp: command({
    name: 'rulings.writeUp',
    version: 1,
    input: writeUpInput,
    entities: ({ escalationId }) => [escalationId],
  }),
  rule: commandNow({
    name: 'rulings.rule',
    version: 1,
    input: ruleInput,
    entities: ({ precedentId }) => [precedentId],
    refs: ({ escalationId }) => [escalationId],
  }),
}
