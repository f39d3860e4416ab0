import { createHash } from 'node:crypto'

/** Returns a hash of what was moved in, to tell whether it says something else by now. */
export const hashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
