import { randomBytes } from 'node:crypto'
import { chmod, open, readFile, rename } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { appRole, ownerRole, type RolePasswords } from './database-roles.ts'

export type ClusterRecord = {
  /** Data directory of the cluster, absolute. */
  cluster: string
  passwords: RolePasswords & { postgres: string }
}

/** Names the cluster inside the data folder. */
export const clusterName = 'postgres'

const recordName = 'database.json'

/** The record of the data folder's cluster, or undefined where none was made yet. */
export async function readRecord(dir: string): Promise<ClusterRecord | undefined> {
  const text = await readFile(join(dir, recordName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const record = JSON.parse(text) as ClusterRecord
  return { ...record, cluster: isAbsolute(record.cluster) ? record.cluster : join(dir, record.cluster) }
}

/** Keeps the record where only this account reads it. A cluster inside the folder is kept by name, so the folder may move. */
export async function writeRecord(dir: string, record: ClusterRecord): Promise<void> {
  const draft = join(dir, `${recordName}.new`)
  const cluster = record.cluster === join(dir, clusterName) ? clusterName : record.cluster
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ ...record, cluster }, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(draft, 0o600)
  await rename(draft, join(dir, recordName))
}

export function newPasswords(): ClusterRecord['passwords'] {
  const password = () => randomBytes(24).toString('base64url')
  return { postgres: password(), [ownerRole]: password(), [appRole]: password() }
}
