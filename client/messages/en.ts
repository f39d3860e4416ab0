import { first } from './en-first.ts'
import { later } from './en-later.ts'

export const en = { ...first, ...later }

/** Every message, by key: a text, or a function of typed values. English decides which keys there are. */
export type Catalogue = typeof en
