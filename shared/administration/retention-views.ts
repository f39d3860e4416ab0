import * as z from 'zod/mini'
import { type RetentionKind, retentionKinds } from '#shared/core/retention-rules.ts'
import { personRef } from '#shared/people/views.ts'
import { requestStates, requestSubjects } from './request-rules.ts'

/** How long a kind of data is kept; its days are null where it is kept for a reason without an end. */
export const retentionPeriod = z.object({
  kind: z.enum(Object.keys(retentionKinds) as [RetentionKind, ...RetentionKind[]]),
  by: z.enum(['age', 'leaving', 'reason']),
  days: z.nullable(z.int()),
})

/** A legal hold that the reader is told of, or that an administrator sees. */
export const legalHold = z.object({
  holdId: z.uuid(),
  /** Either a person, or a team with days. */
  person: z.nullable(personRef),
  team: z.nullable(z.string()),
  fromOn: z.nullable(z.string()),
  untilOn: z.nullable(z.string()),
  reason: z.string(),
  reviewOn: z.string(),
  placedAt: z.string(),
  endedAt: z.nullable(z.string()),
  /** The day of its review is over. */
  overdue: z.boolean(),
  /** Whom it is on is notified of it. */
  notified: z.boolean(),
  /** It is on the reader, or on a team that they were in in its days: they do not ask for its end. */
  concernsReader: z.boolean(),
})
export type LegalHold = z.infer<typeof legalHold>

const kind = retentionPeriod.shape.kind

/** The rows of a kind of data by what would become of them. */
export const kindCount = z.object({
  kind,
  deleted: z.int(),
  /** They stay and name a former member. */
  changed: z.int(),
  /** A legal hold keeps them. */
  onHold: z.int(),
})
export type KindCount = z.infer<typeof kindCount>

/** A request that another administrator confirms. */
export const retentionRequest = z.object({
  requestId: z.uuid(),
  what: z.enum(requestSubjects),
  /** Who is to be erased, or whom the hold is on; null where that is a team, a kind of data, or somebody erased by now. */
  person: z.nullable(personRef),
  /** Of a hold on a team. */
  team: z.nullable(z.string()),
  kind: z.nullable(kind),
  /** Of a period: what it is, and what it is to be. */
  presentDays: z.nullable(z.int()),
  days: z.nullable(z.int()),
  reason: z.string(),
  asker: personRef,
  askedAt: z.string(),
  lapsesAt: z.string(),
  /** What would go; null until the server has counted it. */
  counts: z.nullable(z.array(kindCount)),
  countedAt: z.nullable(z.string()),
  confirmer: z.nullable(personRef),
  confirmedAt: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  doneAt: z.nullable(z.string()),
  /** Of an erasure: since when a legal hold keeps some of it. */
  waitingAt: z.nullable(z.string()),
  state: z.enum(requestStates),
  mayConfirm: z.boolean(),
  mayEnd: z.boolean(),
  /** Why the reader does not confirm it: they were in the team of the hold, or a role is too new, theirs or the asker's. */
  bar: z.nullable(z.enum(['in_team', 'role_new'])),
})
export type RetentionRequest = z.infer<typeof retentionRequest>

/** The newest 100 requests. `alone`: no other administrator signs in, so that nobody could confirm one. */
export const requestsView = z.object({ items: z.array(retentionRequest), alone: z.boolean() })
export type RequestsView = z.infer<typeof requestsView>

export const retentionView = z.object({
  periods: z.array(retentionPeriod),
  holds: z.array(legalHold),
})
export type RetentionView = z.infer<typeof retentionView>
