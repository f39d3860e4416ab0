import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  type AddItemInput,
  type ChangeItemInput,
  type EndSeriesInput,
  type FinishMeetingInput,
  type MoveMeetingInput,
  meetings,
  type SaveSeriesInput,
  type TickItemInput,
} from '#shared/meetings/contracts.ts'
import { isRuleDay } from '#shared/meetings/occurrence-rules.ts'
import { can, type MeetingFacts } from '#shared/policy.ts'
import { closeFeed, openFeed } from './feed-commands.ts'
import {
  closeItems,
  type ItemFacts,
  insertItem,
  itemFacts,
  ownerOfSource,
  tickItem,
  updateItem,
} from './item-queries.ts'
import {
  endSeries,
  finishMeeting,
  insertSeries,
  meetingFacts,
  moveMeeting,
  seriesFacts,
  unmoveMeetings,
  updateSeries,
} from './save-queries.ts'

/**
 * Command meetings.save, by the lead: creates with base null, revises the version `base` otherwise. CONFLICT where the series
 * moved on or has ended, or where the two have another; INVALID for another team or person than it has.
 */
async function save({ db, actor, meta }: CommandScope, input: SaveSeriesInput): Promise<CommandResult> {
  const { seriesId, teamId, subjectId } = input
  const facts = await seriesFacts(db, seriesId, input)
  const people = { leadId: facts?.lead_id ?? actor.person, subjectId, teamId }
  if (!facts || !can(actor, 'meeting.set', { ...people, inTeam: facts.in_team }))
    throw new AppError('NOT_FOUND')
  if (meta.base !== null && facts.version === null) throw new AppError('NOT_FOUND')
  if (facts.team_id && facts.team_id !== teamId) throw new AppError('INVALID', { field: 'teamId' })
  if (facts.subject_id && facts.subject_id !== subjectId)
    throw new AppError('INVALID', { field: 'subjectId' })
  if (facts.version !== meta.base || facts.ended || facts.another) throw new AppError('CONFLICT')
  const timestamp =
    meta.base === null ? await insertSeries(db, input) : await updateSeries(db, input, meta.base)
  if (!timestamp) throw new AppError('CONFLICT')
  if (facts.version !== null && isOtherRule(facts, input)) await unmoveMeetings(db, seriesId)
  await announceSeries(db, people)
  await notifyBoth(db, seriesId, people)
  return { entityId: seriesId, version: (meta.base ?? 0) + 1, at: timestamp }
}

type Rule = {
  starts_on: string | null
  wall_time: string | null
  zone: string | null
  every_weeks: number | null
}

const isOtherRule = (before: Rule, { startsOn, time, zone, everyWeeks }: SaveSeriesInput): boolean =>
  before.starts_on !== startsOn ||
  before.wall_time !== time ||
  before.zone !== zone ||
  before.every_weeks !== everyWeeks

/** Command meetings.end, by the lead. CONFLICT where the series moved on or has ended. */
async function end({ db, actor, meta }: CommandScope, { seriesId }: EndSeriesInput): Promise<CommandResult> {
  const { people } = await seriesFor({ db, actor }, seriesId)
  if (people.leadId !== actor.person) throw new AppError('FORBIDDEN')
  const base = meta.base ?? 0
  const timestamp = await endSeries(db, seriesId, base)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceSeries(db, people)
  await notifyBoth(db, seriesId, people)
  return { entityId: seriesId, version: base + 1, at: timestamp }
}

/** Command meetings.move, by either; the last who moves a meeting says when it is. CONFLICT where it took place. */
async function move({ db, actor }: CommandScope, input: MoveMeetingInput): Promise<CommandResult> {
  const { seriesId, day } = input
  const { people, rule } = await seriesFor({ db, actor }, seriesId, { open: true })
  await requireMeeting(db, { seriesId, day, rule })
  const saved = await moveMeeting(db, input)
  if (!saved) throw new AppError('CONFLICT')
  await announceSeries(db, people)
  await notifyBoth(db, seriesId, people)
  return { entityId: seriesId, version: saved.version, at: saved.timestamp }
}

/** Command meetings.finish, by either. CONFLICT where it is finished. */
async function finish({ db, actor }: CommandScope, input: FinishMeetingInput): Promise<CommandResult> {
  const { seriesId, day, items } = input
  const { people, rule } = await seriesFor({ db, actor }, seriesId)
  await requireMeeting(db, { seriesId, day, rule })
  const saved = await finishMeeting(db, input)
  if (!saved) throw new AppError('CONFLICT')
  await closeItems(db, { series: seriesId, day, items })
  await announceSeries(db, people)
  return { entityId: seriesId, version: saved.version, at: saved.timestamp }
}

/** Command meetings.addItem, by either. NOT_FOUND for a source that is not the actor's own. */
async function addItem({ db, actor, meta }: CommandScope, input: AddItemInput): Promise<CommandResult> {
  const { seriesId, itemId, source } = input
  const { people } = await seriesFor({ db, actor }, seriesId, { open: true })
  if (source) {
    const ownerId = await ownerOfSource(db, source)
    if (!ownerId || !can(actor, 'agenda.send', { ownerId })) throw new AppError('NOT_FOUND')
  }
  const timestamp = await insertItem(db, input, meta.claimedAt)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceSeries(db, people, input.isPrivate ? [actor.person] : undefined)
  return { entityId: itemId, version: 1, at: timestamp }
}

/** Command meetings.changeItem, by its author. CONFLICT where the item moved on or is on no agenda any more. */
async function changeItem({ db, actor, meta }: CommandScope, input: ChangeItemInput): Promise<CommandResult> {
  const { itemId } = input
  const item = await itemFor(db, itemId)
  if (!can(actor, 'agenda.write', agendaFactsOf(item))) throw new AppError('FORBIDDEN')
  const base = meta.base ?? 0
  const timestamp = item.closed || item.ended ? undefined : await updateItem(db, input, base)
  if (!timestamp) throw new AppError('CONFLICT')
  // The other of the two hears of it also where it was shared until now.
  await announceSeries(
    db,
    agendaFactsOf(item),
    input.isPrivate && item.is_private ? [actor.person] : undefined,
  )
  return { entityId: itemId, version: base + 1, at: timestamp }
}

/** Command meetings.tick, by either. CONFLICT where the item is on no agenda any more. */
async function tick({ db, actor }: CommandScope, { itemId, done }: TickItemInput): Promise<CommandResult> {
  const item = await itemFor(db, itemId)
  if (!can(actor, 'agenda.tick', agendaFactsOf(item))) throw new AppError('FORBIDDEN')
  const timestamp = item.closed ? undefined : await tickItem(db, itemId, done)
  if (!timestamp) throw new AppError('CONFLICT')
  await announceSeries(db, agendaFactsOf(item), item.is_private ? [actor.person] : undefined)
  return { entityId: itemId, version: 1, at: timestamp }
}

interface Series {
  people: MeetingFacts
  rule: { startsOn: string; everyWeeks: number }
}

/** Returns a series that the actor attends; NOT_FOUND for everybody else, CONFLICT where it should go on and has ended. */
async function seriesFor(
  { db, actor }: Pick<CommandScope, 'db' | 'actor'>,
  seriesId: string,
  { open = false }: { open?: boolean } = {},
): Promise<Series> {
  const facts = await seriesFacts(db, seriesId)
  if (!facts?.lead_id || !facts.subject_id || !facts.team_id) throw new AppError('NOT_FOUND')
  const people = { leadId: facts.lead_id, subjectId: facts.subject_id, teamId: facts.team_id }
  if (!can(actor, 'meeting.attend', people)) throw new AppError('FORBIDDEN')
  if (open && facts.ended) throw new AppError('CONFLICT')
  return { people, rule: { startsOn: facts.starts_on ?? '', everyWeeks: facts.every_weeks ?? 1 } }
}

/** Refuses a day on which the series has no meeting, because its days have changed since. */
async function requireMeeting(
  db: WriteDb,
  { seriesId, day, rule }: { seriesId: string; day: string; rule: Series['rule'] },
): Promise<void> {
  if (isRuleDay(rule, day)) return
  const meeting = await meetingFacts(db, seriesId, day)
  if (!meeting?.moved && !meeting?.finished) throw new AppError('CONFLICT')
}

async function itemFor(db: WriteDb, itemId: string): Promise<ItemFacts> {
  const item = await itemFacts(db, itemId)
  if (!item) throw new AppError('NOT_FOUND')
  return item
}

const agendaFactsOf = (item: ItemFacts) => ({
  leadId: item.lead_id,
  subjectId: item.subject_id,
  teamId: item.team_id,
  authorId: item.author_id,
  isPrivate: item.is_private,
})

/** Announces a change to the two, or to the author of a private item alone. */
async function announceSeries(
  db: WriteDb,
  { leadId, subjectId }: MeetingFacts,
  people: readonly string[] = [leadId, subjectId],
): Promise<void> {
  await announce(db, { feature: 'meetings', subjectId, audience: { people } })
}

/** Notifies the other of the two. */
async function notifyBoth(db: WriteDb, seriesId: string, { leadId, subjectId }: MeetingFacts): Promise<void> {
  await notify(db, { to: [leadId, subjectId], kind: 'meeting_changed', entityId: seriesId })
}

export const effects: EffectsOf<'meetings'> = {
  save: effect(meetings.save, save),
  end: effect(meetings.end, end),
  move: effect(meetings.move, move),
  addItem: effect(meetings.addItem, addItem),
  changeItem: effect(meetings.changeItem, changeItem),
  tick: effect(meetings.tick, tick),
  finish: effect(meetings.finish, finish),
  openFeed: effect(meetings.openFeed, openFeed),
  closeFeed: effect(meetings.closeFeed, closeFeed),
}
