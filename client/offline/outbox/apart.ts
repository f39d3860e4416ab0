import type { Platform } from './platform.ts'

/** How much unsent work of a person lies on this phone. */
export type Counted = { commands: number; drafts: number }

/**
 * Kept apart from the databases, so that a lost one is known at the next start: which key the work was sealed with, how
 * much there was, and what was lost and not yet seen to be.
 */
type Apart = Counted & { keyId: string; lost?: Counted }
type Parts = { platform: Pick<Platform, 'apart'>; personId: string }

const nameOf = (personId: string) => `dure.outbox.${personId}`
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function counted(value: unknown): Counted | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { commands, drafts } = value as Partial<Counted>
  return isCount(commands) && isCount(drafts) ? { commands, drafts } : undefined
}

function readApart({ platform, personId }: Parts): Apart | undefined {
  try {
    const found: unknown = JSON.parse(platform.apart.get(nameOf(personId)) ?? 'null')
    const count = counted(found)
    const { keyId, lost } = (found ?? {}) as Partial<Apart>
    if (!count || typeof keyId !== 'string') return undefined
    const gone = counted(lost)
    return { ...count, keyId, ...(gone ? { lost: gone } : {}) }
  } catch {
    return undefined
  }
}

function writeApart({ platform, personId }: Parts, apart: Apart): void {
  const text = JSON.stringify(apart)
  if (platform.apart.get(nameOf(personId)) !== text) platform.apart.set(nameOf(personId), text)
}

/** Notes how much lies on this phone under this key. */
export function noteUnsent(parts: Parts, keyId: string, count: Counted): void {
  const lost = readApart(parts)?.lost
  writeApart(parts, { ...count, keyId, ...(lost ? { lost } : {}) })
}

/** Notes what a database that is gone held, where the one that was opened is a new one. */
export function noteLost(parts: Parts, keyId: string): void {
  const before = readApart(parts)
  if (!before || before.keyId === keyId) return
  const earlier = before.lost ?? { commands: 0, drafts: 0 }
  const lost = { commands: earlier.commands + before.commands, drafts: earlier.drafts + before.drafts }
  const some = lost.commands + lost.drafts > 0
  writeApart(parts, { commands: 0, drafts: 0, keyId, ...(some ? { lost } : {}) })
}

/** Returns what was lost on this phone and its person has not yet seen to be; undefined where nothing was. */
export const lostWork = (parts: Parts): Counted | undefined => readApart(parts)?.lost

/** Forgets what was lost: its person has seen it. */
export function lossSeen(parts: Parts): void {
  const known = readApart(parts)
  if (!known) return
  const { lost: _, ...rest } = known
  writeApart(parts, rest)
}

/** Forgets everything: nothing of this person is left on the phone. */
export const forgetApart = ({ platform, personId }: Parts): void => platform.apart.remove(nameOf(personId))
