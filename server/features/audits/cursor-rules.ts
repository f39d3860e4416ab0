import * as z from 'zod'
import { AppError } from '#shared/core/errors.ts'
import type { CasePlace } from './queries.ts'

const place = z.tuple([z.iso.datetime(), z.uuid()])

/** Names the last case of a page to the client, which cannot and need not read it. */
export function cursorOf({ decidedAt, auditId }: CasePlace): string {
  return Buffer.from(JSON.stringify([decidedAt, auditId])).toString('base64url')
}

/** INVALID for what no page ever gave. */
export function placeOf(cursor: string): CasePlace {
  const parsed = place.safeParse(parse(Buffer.from(cursor, 'base64url').toString()))
  if (!parsed.success) throw new AppError('INVALID', { field: 'cursor' })
  const [decidedAt, auditId] = parsed.data
  return { decidedAt, auditId }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
