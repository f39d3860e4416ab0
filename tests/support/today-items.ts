import type { ItemOf, TodayKind } from '#shared/today/kinds.ts'

export const id = '00000000-0000-7000-8000-000000000001'
/** What every row has, whatever its kind. */
export const head = {
  key: 'key',
  group: 'people',
  at: '2026-11-24T07:00:00Z',
  person: { personId: id, name: '민지' },
} as const

/** One row of each kind; `<feature>.items.ts` exports those of its feature as `items`. */
export type Items<K extends TodayKind = TodayKind> = { readonly [One in K]: ItemOf<One> }

/** What such a file exports. */
export interface ItemsFile {
  readonly items: Partial<Items>
  /** The kinds that the bar counts. */
  readonly counted: readonly TodayKind[]
}
