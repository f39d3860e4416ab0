import { randomBytes } from 'node:crypto'
import type { IssuedToken } from './sessions.ts'

/** The browser that asks, before it is known who does. */
export interface Browser {
  /** The network it asks from, which is limited as a name is. */
  readonly address: string
  /** Its own token, where one was given to it. */
  readonly device: string | undefined
  /** The token of the session that it still holds; another sign-in takes its place. */
  readonly session: string | undefined
}

/** Holds what a browser keeps after a sign-in. */
export interface SignedInBrowser {
  readonly session: IssuedToken
  /** Its own token, so that nobody elsewhere can lock it out by guessing. */
  readonly device: string
}

/** Characters; a longer token is none of ours. */
const tokenLimit = 100

/** Returns the browser's own token, a new one where it has none. */
export const deviceTokenOf = ({ device }: Browser): string =>
  device !== undefined && device.length <= tokenLimit ? device : randomBytes(32).toString('base64url')
