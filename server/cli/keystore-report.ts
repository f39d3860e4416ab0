import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '#server/config.ts'
import type { OwnerDb } from '#server/db/database.ts'
import { readInstallation } from '#server/db/installation-queries.ts'
import { sealedAnswers } from '#server/features/check-ins/retention-queries.ts'
import { KeystoreError, openKeystore } from '#server/keys/keystore.ts'
import { unseal } from '#server/keys/seal.ts'
import { foreignKeystore, missingKeystore } from '#server/tied-keystore.ts'

export interface KeystoreReport {
  file: string
  /** 'ok', 'missing', or why it cannot be used. */
  state: string
  used: number
  /** Sealed answers in the database, and those of them that no key opens: deleted since an older backup, or lost. */
  answers: number
  unreadable: number
  sameVolume: boolean
  /** False where any answer cannot be read, or the keystore is not this database's. */
  sound: boolean
}

/** Returns what `dure doctor` says of the keystore; makes none where there is none. */
export async function keystoreReport(db: OwnerDb, { keyFile, dataDir }: Config): Promise<KeystoreReport> {
  const installation = await readInstallation(db)
  const sealed = await sealedAnswers(db)
  const mark = installation?.keystoreMark
  const report = (state: string, { used = 0, unreadable = sealed.length, sound = false } = {}) => ({
    file: keyFile,
    state,
    used,
    answers: sealed.length,
    unreadable,
    sameVolume: existsSync(keyFile) && onOneVolume(keyFile, dataDir),
    sound,
  })
  if (!existsSync(keyFile)) {
    return mark || sealed.length > 0
      ? report(missingKeystore(keyFile))
      : report('missing', { unreadable: 0, sound: true })
  }
  try {
    const keys = openKeystore(keyFile)
    const unreadable = sealed.filter(({ org, person, item, answers }) => {
      const key = keys.find({ org, person, item })
      return !key || !unseal(key, answers, { org, person, item, column: 'answers' })
    }).length
    const { used } = keys.count()
    const own = mark
      ? mark.equals(keys.mark)
      : [undefined, installation?.databaseId].includes(keys.database())
    keys.close()
    return own
      ? report('ok', { used, unreadable, sound: unreadable === 0 })
      : report(foreignKeystore(keyFile), { used, unreadable })
  } catch (error) {
    if (error instanceof KeystoreError) return report(error.message)
    throw error
  }
}

function onOneVolume(keyFile: string, dataDir: string): boolean {
  return existsSync(dataDir) && statSync(path.dirname(keyFile)).dev === statSync(dataDir).dev
}
