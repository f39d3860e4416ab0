import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#server/config.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { answersWithOwners } from '#server/features/check-ins/retention-queries.ts'
import { KeystoreError, openKeystore } from '#server/keys/keystore.ts'

export interface KeystoreReport {
  file: string
  /** 'ok', 'missing', or why it cannot be used. */
  state: string
  used: number
  /** Sealed answers in the database, and those of them that no key opens: deleted since an older backup, or lost. */
  answers: number
  unreadable: number
  sameVolume: boolean
  /** False where answers are there and none of them can be read. */
  sound: boolean
}

/** Returns what `dure doctor` says of the keystore; makes none where there is none. */
export async function keystoreReport(db: OwnerDb, { keyFile, dataDir }: Config): Promise<KeystoreReport> {
  const owners = await answersWithOwners(db)
  const head = {
    file: keyFile,
    used: 0,
    answers: owners.length,
    unreadable: owners.length,
    sameVolume: false,
  }
  const useless = (state: string) => ({ ...head, state, sound: owners.length === 0 && state === 'missing' })
  if (!existsSync(keyFile)) return useless('missing')
  try {
    const keys = openKeystore(keyFile)
    const unreadable = owners.filter((ref) => !keys.find(ref)).length
    const { used } = keys.count()
    keys.close()
    const beside = existsSync(dataDir) && statSync(path.dirname(keyFile)).dev === statSync(dataDir).dev
    const sound = owners.length === 0 || unreadable < owners.length
    return { ...head, state: 'ok', used, unreadable, sameVolume: beside, sound }
  } catch (error) {
    if (error instanceof KeystoreError) return useless(error.message)
    throw error
  }
}
