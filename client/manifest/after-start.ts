import type { LucideIcon } from 'lucide-react'
import type { PlainKey } from '#client/lib/i18n.ts'
import type { LiveKeys } from '#client/lib/live-keys.ts'
import type { Prefetcher } from '#client/lib/prefetch.ts'
import type { Me } from '#shared/people/views.ts'

/** Where a draft is written on, by the beginning of its key. */
export interface DraftPlace {
  /** Of several that fit, the longest holds. */
  readonly prefix: string
  /** Returns the address of the editor; `rest` is the key without the prefix. */
  readonly path: (rest: string) => string
}

/** The groups of a person's own page that features have rows in, in their order. */
export const meGroups = ['work', 'organisation', 'settings'] as const

/** A row of a person's own page that leads to a screen. */
export interface MeEntry {
  readonly group: (typeof meGroups)[number]
  readonly label: PlainKey
  readonly icon: LucideIcon
  readonly to: string
  /** Whose row it is; everybody's where it does not say. */
  readonly shown?: (me: Me) => boolean
}

/** Something that Dure records about a person, and who sees it, in words. */
export interface RecordedItem {
  readonly kept: Extract<PlainKey, `recorded.kept.${string}`>
  readonly seen: Extract<PlainKey, `recorded.seen.${string}`>
}

/** The part of a manifest that nothing before the first paint asks for. */
export interface AfterStart {
  /** Which cached views a change concerns. */
  readonly live?: LiveKeys
  /** What the phone should hold before anybody opens its screen. */
  readonly prefetch?: Prefetcher
  readonly drafts?: readonly DraftPlace[]
  readonly me?: readonly MeEntry[]
  /** What Dure records about a person; nothing where the feature only calculates. */
  readonly recorded: readonly RecordedItem[]
}
