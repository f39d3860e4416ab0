import * as z from 'zod/mini'
import { day, text } from '#shared/core/fields.ts'
import { personRef } from '#shared/people/views.ts'
import { criticalKinds } from '#shared/rubrics/rules.ts'
import { fileProblems, leftOutReasons, moveInSources } from './move-in-history.ts'
import { differenceReasons } from './move-in-reckon.ts'

export const movedKinds = ['rubric', 'version', 'review', 'dispute', 'round'] as const
export type MovedKind = (typeof movedKinds)[number]

/** The largest number of files that are moved in at once, and bytes of all of them. */
export const fileLimit = 50
export const moveInBytes = 40_000_000

export const moveInOptions = z.object({
  teamId: z.uuid(),
  source: z.enum(moveInSources),
  /** The files in the order in which their bytes follow each other. */
  files: z
    .array(z.object({ name: text(255), size: z.int().check(z.minimum(0), z.maximum(moveInBytes)) }))
    .check(z.minLength(1), z.maxLength(fileLimit)),
  /** Stores nothing. */
  check: z.boolean(),
  /** The kind of what is critical there, which the files do not say. */
  criticalKind: z.enum(criticalKinds),
  /** Bytes after those of the files: the people to be made, as JSON; none where it is left out. */
  peopleSize: z.optional(z.int().check(z.minimum(0), z.maximum(2_000_000))),
})
export type MoveInOptions = z.infer<typeof moveInOptions>

/** The role of somebody who is made: an analyst from the first day on, or nobody any more: they have left, or never had a role. */
export const madeRoles = ['analyst', 'none'] as const
export type MadeRole = (typeof madeRoles)[number]

/** A person whom the files name and nobody knows, to be made. */
export const personToMake = z.object({
  /** As the files call them. */
  called: text(200),
  name: text(200),
  teamId: z.uuid(),
  role: z.enum(madeRoles),
  startsOn: day,
})
export type PersonToMake = z.infer<typeof personToMake>
export const peopleToMake = z.array(personToMake).check(z.maxLength(2000))

/** A person whom the files name and nobody knows. */
export const unknownPerson = z.object({
  called: z.string(),
  name: z.string(),
  /** Reviews of their work; and reviews, ratings in rounds and decisions of theirs. */
  reviewed: z.int(),
  reviewing: z.int(),
  /** Days of their first and last row, where the team is. */
  firstDay: z.string(),
  lastDay: z.string(),
  /** How many people of the organisation have the same name. */
  namesakes: z.int(),
  /** They are made, or would be. */
  made: z.boolean(),
})
export type UnknownPerson = z.infer<typeof unknownPerson>

const place = { file: z.string(), place: z.string() }
const counts = z.object({
  rubrics: z.int(),
  versions: z.int(),
  reviews: z.int(),
  /** Those of the reviews that a machine wrote. */
  machines: z.int(),
  disputes: z.int(),
  rounds: z.int(),
})
export type MovedCounts = z.infer<typeof counts> & {
  /** Those who were made with it; left out before people could be. */
  people?: number | undefined
}

export const scoreDifference = z.object({
  ...place,
  about: z.string(),
  caseRef: z.string(),
  /** As it was stored there, out of `outOf`; and as its ratings make it, in per cent. */
  stored: z.number(),
  outOf: z.number(),
  reckoned: z.nullable(z.number()),
  reason: z.enum(differenceReasons),
})
export type ScoreDifference = z.infer<typeof scoreDifference>

export const moveInReport = z.object({
  /** Null on a check, and where nothing was stored. */
  moveInId: z.nullable(z.uuid()),
  check: z.boolean(),
  source: z.enum(moveInSources),
  /** How many of each are new. */
  added: counts,
  /** People whom nobody knows, by how many rows name them. */
  unknown: z.array(unknownPerson),
  /** Reviews, disputes and rounds that were moved in before. */
  known: z.int(),
  /** Those of them that say something else there by now: they stay as they are. */
  changed: z.array(z.object({ kind: z.enum(movedKinds), externalId: z.string() })),
  /** Reviews that are not taken, because of the people in them. */
  refused: z.int(),
  /** Reviews whose stored score was compared with that of their ratings. */
  compared: z.int(),
  differences: z.array(scoreDifference),
  leftOut: z.array(z.object({ ...place, reason: z.enum(leftOutReasons), about: z.string() })),
  /** Why the files are refused whole; the first hundred. */
  problems: z.array(z.object({ ...place, problem: z.enum(fileProblems), detail: z.nullable(z.string()) })),
})
export type MoveInReport = z.infer<typeof moveInReport>

/** A team's moves, the latest first. */
export const moveInsView = z.object({
  moves: z.array(
    z.object({
      moveInId: z.uuid(),
      source: z.enum(moveInSources),
      files: z.array(z.string()),
      at: z.string(),
      /** Null for the command line. */
      by: z.nullable(personRef),
      counts: z.extend(counts, { people: z.optional(z.int()) }),
      undoneAt: z.nullable(z.string()),
    }),
  ),
})
export type MoveInsView = z.infer<typeof moveInsView>

/** Where a review or a round came from; null where it was made here. */
export const originView = z.object({
  origin: z.nullable(
    z.object({
      kind: z.enum(movedKinds),
      source: z.enum(moveInSources),
      externalId: z.string(),
      at: z.string(),
      /** Null where the stored score is the one that its ratings make, or where none was stored. */
      difference: z.nullable(
        z.object({
          stored: z.number(),
          outOf: z.number(),
          reckoned: z.nullable(z.number()),
          reason: z.enum(differenceReasons),
        }),
      ),
    }),
  ),
})
export type OriginView = z.infer<typeof originView>
