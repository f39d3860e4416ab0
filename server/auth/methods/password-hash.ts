import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { createHashQueue } from './hash-queue.ts'

const derive = promisify(argon2)
/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane; about 40 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

const queue = createHashQueue()

type Cost = { memory: number; passes: number; parallelism: number }

function tagOf(password: string, from: string, { salt, ...cost }: Cost & { salt: Buffer }): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'))
  return queue.run(from, () => derive('argon2id', { message, nonce: salt, tagLength, ...cost }))
}

function phcOf(salt: Buffer, tag: Buffer): string {
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`
}

/**
 * Returns the PHC string of the password, for storage. `from` is the network that asks, which waits its turn.
 * @throws UNAVAILABLE where too many wait.
 */
export async function hashPassword(password: string, from = ''): Promise<string> {
  const salt = randomBytes(16)
  return phcOf(salt, await tagOf(password, from, { ...cost, salt }))
}

/** Returns the hash of no password, which costs as much to be compared with. */
export const decoyHash = (): string => phcOf(randomBytes(16), randomBytes(tagLength))

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/**
 * Returns false for a wrong password and for a stored string that is not one of ours; constant time in the tag.
 * @throws UNAVAILABLE where too many wait.
 */
export async function verifyPassword(password: string, stored: string, from = ''): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(stored) ?? []
  if (!memory || !passes || !parallelism || !salt || !tag) return false
  const expected = Buffer.from(tag, 'base64')
  const made = await tagOf(password, from, {
    salt: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return made.length === expected.length && timingSafeEqual(made, expected)
}
