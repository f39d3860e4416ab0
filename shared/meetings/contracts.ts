import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, wallTime, zone } from '#shared/core/fields.ts'
import { intervals, lengths, outcomes, sources } from './rules.ts'

/** Command meetings.save, by the lead: creates with base null, revises the version `base` otherwise; team and person stay. */
export const saveSeriesInput = z.object({
  seriesId: z.uuid(),
  teamId: z.uuid(),
  subjectId: z.uuid(),
  /** The day of the first meeting, which says the weekday. */
  startsOn: day,
  time: wallTime,
  zone,
  everyWeeks: z.literal([...intervals]),
  minutes: z.literal([...lengths]),
  place: z.nullable(text(200)),
})
export type SaveSeriesInput = z.infer<typeof saveSeriesInput>

/** Command meetings.end, by the lead: `base` is the version of the series. */
export const endSeriesInput = z.object({ seriesId: z.uuid() })
export type EndSeriesInput = z.infer<typeof endSeriesInput>

/** Command meetings.move, by either: `day` is the meeting's own by the series; cancelled where it is moved to null. */
export const moveMeetingInput = z.object({
  seriesId: z.uuid(),
  day,
  to: z.nullable(z.object({ day, time: wallTime })),
})
export type MoveMeetingInput = z.infer<typeof moveMeetingInput>

/** Command meetings.addItem, by either. A private item is its author's alone. */
export const addItemInput = z.object({
  seriesId: z.uuid(),
  itemId: z.uuid(),
  text: text(1000),
  isPrivate: z.boolean(),
  /** A check-in or a review of the author's own. */
  source: z.nullable(z.object({ kind: z.enum(sources), id: z.uuid() })),
})
export type AddItemInput = z.infer<typeof addItemInput>

/** Command meetings.changeItem, by its author: `base` is the version of the item. */
export const changeItemInput = z.object({ itemId: z.uuid(), text: text(1000), isPrivate: z.boolean() })
export type ChangeItemInput = z.infer<typeof changeItemInput>

/** Command meetings.tick, by either. */
export const tickItemInput = z.object({ itemId: z.uuid(), done: z.boolean() })
export type TickItemInput = z.infer<typeof tickItemInput>

/** Command meetings.finish, by either. An item that is not named and was not ticked is carried over. */
export const finishMeetingInput = z.object({
  seriesId: z.uuid(),
  day,
  items: z.array(z.object({ itemId: z.uuid(), outcome: z.enum(outcomes) })).check(z.maxLength(200)),
  /** The note that holds the actions of the meeting. */
  noteId: z.nullable(z.uuid()),
})
export type FinishMeetingInput = z.infer<typeof finishMeetingInput>

/** Command meetings.openFeed: `tokenHash` is SHA-256 of the secret in the address, which is made on the phone and shown there. */
export const openFeedInput = z.object({
  feedId: z.uuid(),
  tokenHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Whether titles say with whom, and events where. */
  showsNames: z.boolean(),
})
export type OpenFeedInput = z.infer<typeof openFeedInput>

/** Command meetings.closeFeed. */
export const closeFeedInput = z.object({ feedId: z.uuid() })
export type CloseFeedInput = z.infer<typeof closeFeedInput>

/** Makes an entity of its own of one meeting and of a tick, so that each waits only for what it needs. */
export const meetingOf = (seriesId: string, day: string) => `meeting:${seriesId}:${day}`
export const tickOf = (itemId: string) => `tick:${itemId}`

export const meetings = {
  save: command({
    name: 'meetings.save',
    version: 1,
    input: saveSeriesInput,
    entities: ({ seriesId }) => [seriesId],
  }),
  end: command({
    name: 'meetings.end',
    version: 1,
    input: endSeriesInput,
    entities: ({ seriesId }) => [seriesId],
  }),
  move: command({
    name: 'meetings.move',
    version: 1,
    input: moveMeetingInput,
    entities: ({ seriesId, day }) => [meetingOf(seriesId, day)],
    refs: ({ seriesId }) => [seriesId],
  }),
  addItem: command({
    name: 'meetings.addItem',
    version: 1,
    input: addItemInput,
    entities: ({ itemId }) => [itemId],
    refs: ({ seriesId }) => [seriesId],
  }),
  changeItem: command({
    name: 'meetings.changeItem',
    version: 1,
    input: changeItemInput,
    entities: ({ itemId }) => [itemId],
  }),
  tick: command({
    name: 'meetings.tick',
    version: 1,
    input: tickItemInput,
    entities: ({ itemId }) => [tickOf(itemId)],
    refs: ({ itemId }) => [itemId],
  }),
  finish: command({
    name: 'meetings.finish',
    version: 1,
    input: finishMeetingInput,
    entities: ({ seriesId, day }) => [meetingOf(seriesId, day)],
    refs: ({ seriesId, items, noteId }) => [
      seriesId,
      ...items.flatMap(({ itemId }) => [itemId, tickOf(itemId)]),
      ...(noteId ? [noteId] : []),
    ],
  }),
  openFeed: commandNow({
    name: 'meetings.openFeed',
    version: 1,
    input: openFeedInput,
    entities: ({ feedId }) => [feedId],
  }),
  closeFeed: commandNow({
    name: 'meetings.closeFeed',
    version: 1,
    input: closeFeedInput,
    entities: ({ feedId }) => [feedId],
  }),
}
