import type { ReactNode } from 'react'
import type { Format } from '#client/lib/format.ts'
import type { Translate } from '#client/lib/i18n.ts'
import type { ActionView } from '#shared/coaching/views.ts'
import type { Me, PersonRef } from '#shared/people/views.ts'
import type { ItemOf, TodayItem, TodayKind } from '#shared/today/kinds.ts'

/** An address of the router: a path, or a path with a question. */
export type Address = { pathname: string; search?: string }

/** Takes rows off Today, each with its way back. */
export interface Settle {
  done(item: TodayItem): void
  /** Puts it off to that moment, or to the next morning. */
  later(item: TodayItem, until?: string): void
  /** Finishes it; `comment` opens the place where something can be said of it. */
  finishAction(action: ActionView, comment: () => void): void
  finishFollowUp(noteId: string): void
}

/** Says who reads the row, and in which words. */
export interface RowReader {
  t: Translate
  format: Format
  me: Me
}

/** Carries out what a row's button can do. */
export interface RowActs {
  /** Opens the row's own address. */
  open(): void
  go(address: Address): void
  settle: Settle
  /** Brings up the answer to a request to talk over the list. */
  answerTalk(request: { requestId: string; from: PersonRef }): void
}

export interface RowButton {
  label: string
  onSelect: () => void
}

/** A clock in a row's words, drawn in its colour. */
export interface RowClock {
  text: string
  state: 'risk' | 'over'
}

/** Everything that the phone says of one kind of row. */
export interface RowKind<Item> {
  /** One mark a row. Colour is for clocks and data; a person's own doing is ink. */
  readonly mark: (item: Item, format: Format) => ReactNode
  /** Why the row is there, nouns only; what it is called, where that is not whom it is about; and its clock. */
  readonly message: (
    item: Item,
    reader: RowReader,
  ) => { subject?: string; reason?: string; clock?: RowClock | undefined }
  /** Where the row leads. */
  readonly address: (item: Item, reader: string) => Address
  /** The one step that it asks for; a hook, because it may need what the phone holds of the thing itself. */
  readonly useButton: (item: Item, acts: RowActs, reader: RowReader) => RowButton
  /** Whether it can be settled beside its button. */
  readonly settles: boolean
  /** Marks a row that is read before it can be settled: its button opens it, and then settles it. */
  readonly read?: (item: Item) => boolean
  /** Names what it asks for, where that is given one by one and never to several rows at once. */
  readonly alone?: (item: Item) => 'talk' | 'decision' | undefined
  /** Whether it can be put off. */
  readonly waits: boolean
  /** The day that it is due on, or the instant at which its clock runs out. */
  readonly due?: (item: Item) => { day?: string; clock?: string | null }
}

/** The kinds of one feature's rows, or of all: one that is forgotten does not compile. */
export type RowKinds<K extends TodayKind = TodayKind> = { readonly [One in K]: RowKind<ItemOf<One>> }

type Row<K extends TodayKind> = { [One in K]: ItemOf<One> & { kind: One } }[K]

/** Returns the kind of a row, for that row. */
export const kindOf = <K extends TodayKind>(kinds: RowKinds, item: Row<K>): RowKind<ItemOf<K>> =>
  kinds[item.kind]
