import type { Catalogue } from './en.ts'
import { first } from './ko-first.ts'
import { later } from './ko-later.ts'

export const ko: Catalogue = { ...first, ...later }
