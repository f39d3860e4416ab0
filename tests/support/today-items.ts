import type { PersonRef } from '#shared/people/views.ts'
import type { ItemOf, TodayKind } from '#shared/today/kinds.ts'
import { collect } from './collect.ts'

export const id = '018f0000-0000-7000-8000-000000000001'

/** Of what the rows of a test are made. */
export interface Sample {
  /** What every row has: about the person, two hours old. */
  head: { group: 'people'; at: string; person: PersonRef; key: string }
  /** Whose list it is. */
  reader: PersonRef
  teamId: string
  /** Returns the instant so many hours from the test's now. */
  inHours(hours: number): string
}

/** One row of each kind. */
export type Items<K extends TodayKind = TodayKind> = { readonly [One in K]: ItemOf<One> }
/** What a row's button is called for a lead, in English, and where it leads; null where it leads nowhere. */
export type Button = readonly [label: string, leadsTo: string | null]
export type Buttons<K extends TodayKind = TodayKind> = { readonly [One in K]: Button }

/** What `<feature>.items.ts` exports: the rows of its feature and what is expected of them. */
interface ItemsFile {
  items(sample: Sample): Partial<Items>
  buttons(sample: Sample): Partial<Buttons>
}
const files = [...(await collect<ItemsFile>('integration', 'items', ['items', 'buttons'])).values()]

// The type holds for each file's own kinds; client/app/pages/today-rows.test.ts says that no kind is missing.
export const itemsOf = (sample: Sample): Items =>
  Object.assign({}, ...files.map((file) => file.items(sample)))
export const buttonsOf = (sample: Sample): Buttons =>
  Object.assign({}, ...files.map((file) => file.buttons(sample)))
