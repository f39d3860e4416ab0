import { existsSync } from 'node:fs'
import type { OwnerDb } from './db/database.ts'
import { keepKeystoreMark, lockInstallation } from './db/installation-queries.ts'
import { keysOf } from './features/check-ins/questionnaire-contents-rules.ts'
import { answersWithOwners } from './features/check-ins/retention-queries.ts'
import { type Keystore, KeystoreError, openKeystore } from './keys/keystore.ts'

export const missingKeystore = (file: string) =>
  `APP_KEY_FILE ${file} is missing, and answers of check-ins in this database are sealed with its keys. Put your copy of it back. If it is lost for good, so are the answers: "dure keystore new" then begins another.`

export const foreignKeystore = (file: string) =>
  `APP_KEY_FILE ${file} holds the keys of another database. Name the file that belongs to this one; or, where that other database is gone for good, delete the file.`

/**
 * Opens the keystore of this database, or makes it for a database that never had one. Each of the two holds the id of the
 * other: with a keystore that is not its own, answers would be sealed that its own cannot open.
 * @throws KeystoreError where the file is missing or another database's.
 */
export async function openTiedKeystore(db: OwnerDb, file: string, now: () => number): Promise<Keystore> {
  return await db.transaction().execute(async (transaction) => {
    const { databaseId, keystoreMark } = await lockInstallation(transaction)
    const answers = keystoreMark ? [] : await answersWithOwners(transaction)
    if (!existsSync(file) && (keystoreMark || answers.length > 0))
      throw new KeystoreError(missingKeystore(file))
    const keys = openKeystore(file, now)
    const own = keystoreMark
      ? keystoreMark.equals(keys.mark)
      : // A database from before they were tied, or one that was restored from such a backup.
        answers.flatMap(keysOf).some((ref) => keys.find(ref)) ||
        (answers.length === 0 && (keys.database() ?? databaseId) === databaseId)
    if (!own) {
      keys.close()
      throw new KeystoreError(foreignKeystore(file))
    }
    if (keys.database() !== databaseId) keys.tie(databaseId)
    if (!keystoreMark) await keepKeystoreMark(transaction, keys.mark)
    return keys
  })
}

/**
 * Begins a new keystore for a database whose own is lost.
 * @throws KeystoreError where there is a file.
 */
export async function replaceLostKeystore(db: OwnerDb, file: string): Promise<void> {
  if (existsSync(file)) throw new KeystoreError(`APP_KEY_FILE ${file} is there: move it away first.`)
  await db.transaction().execute(async (transaction) => {
    const { databaseId } = await lockInstallation(transaction)
    const keys = openKeystore(file)
    keys.tie(databaseId)
    await keepKeystoreMark(transaction, keys.mark)
    keys.close()
  })
}
