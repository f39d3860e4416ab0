import * as z from 'zod/mini'
import { countSkipped, type Skipped } from './skipped.ts'

const event = z.object({
  id: z.int(),
  event: z.looseObject({
    $type: z.string(),
    comment: z.optional(z.string()),
    policies: z.optional(z.array(z.string())),
    createLabelVals: z.optional(z.array(z.string())),
    reportType: z.optional(z.string()),
    add: z.optional(z.array(z.string())),
    remove: z.optional(z.array(z.string())),
  }),
  subject: z.looseObject({
    did: z.optional(z.string()),
    uri: z.optional(z.string()),
    convoId: z.optional(z.string()),
    messageId: z.optional(z.string()),
  }),
  createdBy: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  modTool: z.optional(z.object({ name: z.string() })),
})
type OzoneEvent = z.infer<typeof event> & { kind: string; place: number; case: string }

const page = z.object({ events: z.array(z.unknown()), cursor: z.optional(z.string()) })
const pages = z.union([page, z.array(page).check(z.minLength(1))])

export interface OzoneDecision {
  /** The event's place in the file, from 1. */
  place: number
  id: number
  case: string
  /** The DID of the one who decided. */
  by: string
  policies: readonly string[]
  decision: string
  at: string
  language: string | null
  /** Null where the tool does not say it. */
  decidedBy: 'person' | 'automated' | null
  /** The kind of the event that overturned it, and how it came to that. */
  overturned: { word: Overturn; by: 'second review' | 'appeal outcome' } | null
}

export interface OzoneFile {
  events: number
  /** In the file's order. */
  decisions: OzoneDecision[]
  /** Places of events that have not the shape of one. */
  broken: number[]
  skipped: Skipped[]
}

export const overturns = ['reverseTakedown', 'resolveAppeal'] as const
type Overturn = (typeof overturns)[number]

/** Comments by which Ozone marks what nobody decided. */
const writtenByItself = '[AUTO_RESOLVE_ON_ACCOUNT_ACTION]'
const suspensionEnded = '[SCHEDULED_REVERSAL]'

/** Reads answers of tools.ozone.moderation.queryEvents, one page or a list of them; undefined where it is none. */
export function ozoneFile(json: unknown): OzoneFile | undefined {
  const read = pages.safeParse(json)
  if (!read.success) return undefined
  const found = [read.data].flat().flatMap(({ events }) => events)
  const events: OzoneEvent[] = []
  const broken: number[] = []
  found.forEach((item, index) => {
    const parsed = event.safeParse(item)
    const subject = parsed.success ? caseOf(parsed.data.subject) : undefined
    if (!parsed.success || subject === undefined) broken.push(index + 1)
    else
      events.push({ ...parsed.data, kind: kindOf(parsed.data.event.$type), place: index + 1, case: subject })
  })
  return { events: found.length, broken, ...decisionsOf(events) }
}

/** tools.ozone.moderation.defs#modEventTakedown is called takedown. */
function kindOf(type: string): string {
  const name = type.slice(type.lastIndexOf('#') + 1).replace(/^modEvent/, '')
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** A record, a message of a conversation, or an account. */
const caseOf = ({ uri, convoId, messageId, did }: z.infer<typeof event>['subject']): string | undefined =>
  uri ?? (messageId && convoId ? `${convoId}/${messageId}` : did)

function decisionsOf(events: readonly OzoneEvent[]): Pick<OzoneFile, 'decisions' | 'skipped'> {
  // Pages come newest first as a rule; what overturns what follows from the order of time.
  const inTime = [...events].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.id - b.id)
  const skipped = countSkipped()
  const byCase = new Map<string, OzoneDecision[]>()
  const languages = new Map<string, Set<string>>()
  const appealed = new Map<string, OzoneDecision>()
  for (const entry of inTime) {
    const earlier = byCase.get(entry.case) ?? []
    const comment = entry.event.comment ?? ''
    if (entry.kind === 'tag') changeLanguages(languages, entry)
    const last = earlier.at(-1)
    if (isAppeal(entry) && last) appealed.set(entry.case, last)
    const decision = wordOf(entry)
    if (comment.startsWith(writtenByItself)) skipped.add(entry.kind, 'by_itself')
    else if (comment.startsWith(suspensionEnded)) skipped.add(entry.kind, 'ended_as_planned')
    else if (decision) {
      const [language, ...others] = languages.get(entry.case) ?? []
      byCase.set(entry.case, [
        ...earlier,
        decisionOf(entry, decision, others.length === 0 && language ? language : null),
      ])
    } else if (isOverturn(entry.kind)) {
      const before =
        entry.kind === 'resolveAppeal'
          ? (appealed.get(entry.case) ?? last)
          : earlier.findLast((decided) => decided.decision === 'takedown')
      if (before) overturn(before, entry.kind)
      else skipped.add(entry.kind, 'nothing_before')
    } else skipped.add(entry.kind, entry.kind === 'label' ? 'labels_removed' : 'no_decision')
  }
  return {
    decisions: [...byCase.values()].flat().sort((a, b) => a.place - b.place),
    skipped: skipped.list(),
  }
}

const isOverturn = (kind: string): kind is Overturn => overturns.some((overturn) => overturn === kind)

/** Returns a decision in Ozone's own word, a label with what was set; undefined where the event is none. */
function wordOf({ kind, event: { createLabelVals = [] } }: OzoneEvent): string | undefined {
  if (kind === 'takedown' || kind === 'acknowledge' || kind === 'escalate') return kind
  if (kind === 'label' && createLabelVals.length > 0) return `label ${createLabelVals.toSorted().join(' ')}`
  return undefined
}

const decisionOf = (
  { place, id, case: subject, createdBy, event: { policies = [] }, createdAt, modTool }: OzoneEvent,
  decision: string,
  language: string | null,
): OzoneDecision => ({
  ...{ place, id, case: subject, by: createdBy, policies, decision, at: createdAt, language },
  decidedBy: deciderOf(modTool?.name),
  overturned: null,
})

/** The lexicon names the tools: automod for rules, ozone for its own screens. Another name says nothing. */
function deciderOf(tool: string | undefined): OzoneDecision['decidedBy'] {
  if (tool === undefined) return null
  if (/^automod\b/.test(tool)) return 'automated'
  return /^ozone\b/.test(tool) ? 'person' : null
}

/**
 * Ozone's taggers write the language of a record as lang:ko. Only tags that were there when a decision was made count: those
 * that come later would change a row that is stored already.
 */
function changeLanguages(languages: Map<string, Set<string>>, { case: subject, event }: OzoneEvent): void {
  const known = new Set(languages.get(subject))
  for (const tag of event.add ?? [])
    if (tag.startsWith('lang:') && tag !== 'lang:und') known.add(tag.slice(5))
  for (const tag of event.remove ?? []) known.delete(tag.slice(5))
  languages.set(subject, known)
}

/** An appeal is a report with a reason of its own; it is about what was decided last by then. */
const isAppeal = ({ kind, event: { reportType = '' } }: OzoneEvent) =>
  kind === 'report' && reportType.endsWith('#reasonAppeal')

/** Marks a decision as overturned. A takedown that is put back before its appeal is resolved keeps that word. */
function overturn(before: OzoneDecision, word: Overturn): void {
  if (word === 'resolveAppeal')
    before.overturned = { word: before.overturned?.word ?? word, by: 'appeal outcome' }
  else before.overturned ??= { word, by: 'second review' }
}
