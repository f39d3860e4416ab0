import type { OwnerDb } from '#server/db/database.ts'
import { drawBy } from '#shared/draws/plan-rules.ts'
import { hashOfPlan } from './plan-rules.ts'
import { storedDraw } from './repeat-queries.ts'

export interface RepeatedDraw {
  seed: number
  frameHash: string
  /** The frame is the one that its checksum was taken of. */
  isFrame: boolean
  /** The seed draws the cases that the draw has. */
  isSame: boolean
  cases: { reference: string; stratum: string; chance: number }[]
}

/** Draws again from the frame and the seed of a draw. Returns undefined where there is none of this id. */
export async function repeatDraw(db: OwnerDb, drawId: string): Promise<RepeatedDraw | undefined> {
  const stored = await storedDraw(db, drawId)
  if (!stored) return undefined
  const { seed, frame, frame_hash: frameHash, drawn } = stored
  const strata = stored.strata.map((stratum) => {
    const [, references = []] = frame.find(([name]) => name === stratum.name) ?? []
    const unknown = { policy: null, queue: null, decision: null, language: null }
    return { ...stratum, cases: references.map((reference) => ({ reference, ...unknown })) }
  })
  const again = drawBy({ strata }, { seed, golden: [], goldenSize: 0 })
  const cases = again.cases
    .map(({ reference, stratum, chance }) => ({ reference, stratum, chance }))
    .sort((a, b) => (a.reference < b.reference ? -1 : 1))
  return {
    ...{ seed, frameHash, cases, isFrame: hashOfPlan({ strata }) === frameHash },
    isSame: JSON.stringify(cases.map(({ reference }) => reference)) === JSON.stringify(drawn),
  }
}
