import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { AddLinkInput, EditInput, RaiseInput, StepInput } from '#shared/escalations/contracts.ts'
import { after } from '#shared/escalations/step-rules.ts'
import { can } from '#shared/policy.ts'
import { voidRequests } from './approval-queries.ts'
import { ofActor, runAgain, setClocks } from './clock-commands.ts'
import { type EarlierPlace, earlierText, isEarlierTextRefusal } from './earlier-text-queries.ts'
import { firstHolder } from './holder-commands.ts'
import { loadFor } from './load-commands.ts'
import { notifyHidden, notifyNewHolder, notifyReaders } from './notice-commands.ts'
import { escalationFacts, type Known, readersOf, teamZone } from './queries.ts'
import { clocksOfVoided, couldDecide, factsOf, holderOfVoided } from './rules.ts'
import {
  hasLinks,
  insertEscalation,
  insertEvent,
  insertLink,
  putParty,
  updateEscalation,
} from './transition-queries.ts'

/** Command escalations.raise. INVALID for a link or a subject that is not the raiser's to point to. */
export async function raise(scope: CommandScope, input: RaiseInput): Promise<CommandResult> {
  const { db, actor, meta } = scope
  if (!can(actor, 'escalation.raise', { teamId: input.teamId })) throw new AppError('NOT_FOUND')
  const zone = await teamZone(db, input.teamId)
  if (!zone) throw new AppError('NOT_FOUND')
  const { escalationId, teamId, submit, links, ...content } = input
  const put = await insertEscalation(db, {
    ...columnsOf(content),
    escalation_id: escalationId,
    team_id: teamId,
    severity: input.severity,
    status: 'draft',
    zone,
    claimed_at: meta.claimedAt,
    submitted_at: null,
    resolved_at: null,
    resolution: null,
    what_changed: null,
    merged_into_id: null,
    approved_version: null,
    rejected_version: null,
    holder_id: null,
  })
  if (!put) throw new AppError('CONFLICT')
  await putParty(db, escalationId, { personId: actor.person, watching: true })
  for (const [index, link] of links.entries())
    if (!(await insertLink(db, escalationId, link)))
      throw new AppError('INVALID', { field: `links.${index}` })
  const row = await escalationFacts(db, escalationId)
  if (!row) throw new Error('An escalation that was just raised was not found')
  await insertEvent(db, row, { kind: 'raised' })
  if (submit) return await submitRow(scope, row)
  await notifyReaders(db, row)
  return { entityId: escalationId, version: row.version, at: row.changed_at }
}

/** Command escalations.submit, of a draft. */
export async function submit(scope: CommandScope, { escalationId }: StepInput): Promise<CommandResult> {
  const { row } = await loadFor(scope, escalationId, 'submit')
  return await submitRow(scope, row)
}

/** Submits a draft: others see it from now on, its clocks run, and somebody holds it. */
async function submitRow({ db, now }: CommandScope, row: Known): Promise<CommandResult> {
  const id = row.escalation_id
  const submittedAt = new Date(now()).toISOString()
  const holder = await firstHolder(db, row)
  const { version, at } = await updateEscalation(db, id, {
    status: 'submitted',
    submitted_at: submittedAt,
    holder_id: holder,
  })
  await putParty(db, id, { personId: holder })
  await insertEvent(db, row, { kind: 'submitted' })
  await setClocks(ofActor(db, id), {
    severity: row.severity,
    zone: row.zone,
    startedAt: submittedAt,
    now: now(),
  })
  const submitted: Known = { ...row, status: 'submitted', submitted_at: submittedAt, holder_id: holder }
  await notifyReaders(db, submitted)
  await notifyNewHolder(db, submitted)
  return { entityId: id, version, at }
}

/**
 * Command escalations.edit, on the version that was looked at: an approval that was asked for or given is void. FORBIDDEN
 * for another subject or function by who may not lower the severity, INVALID for a subject who could decide on it, and for
 * child safety where earlier words or links lead somewhere.
 */
export async function edit(scope: CommandScope, input: EditInput): Promise<CommandResult> {
  const { db, meta } = scope
  const { escalationId, ...content } = input
  const { row } = await loadFor(scope, escalationId, 'edit')
  if (row.version !== meta.base) throw new AppError('CONFLICT')
  if (content.category === 'child_safety' && (await hasLinks(db, escalationId)))
    throw new AppError('INVALID', { field: 'category', reason: 'child_safety_links' })
  if (content.category === 'child_safety' && !row.child_safety) await refuseEarlierText(db, escalationId)
  const status = after('edit', row)
  const hidden = await hiddenBy(scope, row, content)
  const voided = await voidRequests(db, escalationId)
  const had = holderOfVoided(row, voided)
  const holds = had !== null && hidden.includes(had)
  const holder = holds ? await firstHolder(db, { ...row, ...columnsOf(content) }) : had
  const { version, at } = await updateEscalation(db, escalationId, {
    ...columnsOf(content),
    ...{ status, holder_id: holder },
    content_version: row.content_version + 1,
  }).catch((error: unknown) => {
    throw isEarlierTextRefusal(error) ? earlierTextRefusal('decision') : error
  })
  for (const personId of hidden) await putParty(db, escalationId, { personId, watching: false })
  const clocks = clocksOfVoided(row, { status, severity: row.severity })
  if (row.submitted_at !== null) await runAgain(scope, row, clocks)
  const changed: Known = { ...row, ...columnsOf(content), status, holder_id: holder }
  const on = { escalation_id: escalationId, child_safety: content.category === 'child_safety' }
  await insertEvent(db, on, { kind: 'edited' })
  if (voided || status !== row.status) await insertEvent(db, on, { kind: 'voided' })
  await notifyReaders(db, changed)
  await notifyHidden(db, changed, hidden)
  if (holds) await notifyNewHolder(db, changed)
  return { entityId: escalationId, version, at }
}

const earlierTextRefusal = (place: EarlierPlace) =>
  new AppError('INVALID', { field: 'category', reason: 'child_safety_earlier', values: { place } })

/** @throws INVALID with the place where words stand that child safety may not hold: nobody can change those any more. */
async function refuseEarlierText(db: WriteDb, escalationId: string): Promise<void> {
  const place = await earlierText(db, escalationId)
  if (place) throw earlierTextRefusal(place)
}

type NewContent = Omit<EditInput, 'escalationId'>

/**
 * Returns who sees it now and would not any more.
 * @throws FORBIDDEN where the actor may not make less of it, INVALID where it would be hidden from who could decide.
 */
async function hiddenBy(
  { db, actor }: CommandScope,
  row: Known,
  { subjectId, function: fn }: NewContent,
): Promise<string[]> {
  if (row.submitted_at === null) return []
  const field = subjectId !== row.subject_id ? 'subjectId' : fn !== row.function ? 'function' : undefined
  if (!field) return []
  if (!can(actor, 'escalation.redirect', { ...factsOf(row), severity: row.severity }))
    throw new AppError('FORBIDDEN', { field, reason: 'redirect_needs_approver' })
  const [before, after] = await Promise.all([
    readersOf(db, { team: row.team_id, fn: row.function }),
    readersOf(db, { team: row.team_id, fn }),
  ])
  if (couldDecide(before, row, subjectId))
    throw new AppError('INVALID', { field: 'subjectId', reason: 'subject_could_decide' })
  const still = new Set(after.map(({ person_id }) => person_id).filter((id) => id !== subjectId))
  return [...new Set(before.map(({ person_id }) => person_id))].filter(
    (id) => !still.has(id) && id !== row.raiser_id && id !== row.subject_id,
  )
}

const columnsOf = (content: NewContent) => ({
  kind: content.kind,
  category: content.category,
  summary: content.summary,
  details: content.details,
  case_reference: content.caseReference,
  function: content.function,
  subject_id: content.subjectId,
})

/** Command escalations.link. */
export async function link(scope: CommandScope, input: AddLinkInput): Promise<CommandResult> {
  const { db } = scope
  const { row } = await loadFor(scope, input.escalationId, 'link')
  if (row.child_safety) throw new AppError('INVALID', { field: 'link', reason: 'child_safety_links' })
  if (!(await insertLink(db, input.escalationId, input.link)))
    throw new AppError('INVALID', { field: 'link' })
  await insertEvent(db, row, { kind: 'linked', code: input.link.kind })
  const { version, at } = await updateEscalation(db, input.escalationId, {})
  await notifyReaders(db, row)
  return { entityId: input.escalationId, version, at }
}
