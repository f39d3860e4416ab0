import type { RetentionKind } from './retention-rules.ts'

/**
 * Says what becomes of a row when the person in a column is erased: it is deleted, the column names the organisation's
 * former member from then on, or the column is emptied. The former member is one for all, so that nothing tells whose it was.
 */
export type Fate = 'deleted' | 'former' | 'emptied'

/** The table of a row that another one belongs to; `column` holds its id, which is called `key` there where that differs. */
export interface Whole {
  readonly table: string
  readonly column: string
  readonly key?: string
}

/** Rows that have one of these values in a column, or one that begins so. */
export interface RowsWith {
  readonly column: string
  readonly values?: readonly string[]
  readonly prefixes?: readonly string[]
}

/**
 * Says where a person's copy departs from its rule. The rule: every row that the person may read and that a column of
 * `people` names them in, and the rows that belong to such a row; every column but bytes, which are keys, hashes and
 * sealed texts.
 */
export interface CopyRule {
  /** The columns of `people` that make a row the person's; all of them where it does not say. */
  readonly by?: readonly string[]
  /** Columns that are left out: secrets, and lists of what is about others. */
  readonly without?: readonly string[]
  /** Further rows that this one belongs to. */
  readonly partOf?: readonly Whole[]
  /** The instant from which a row is shown to the person; before it, the copy has no such row. */
  readonly shownFrom?: string
  /**
   * Rows that their person alone reads, or that tell of wellbeing: whoever runs the server copies none of them, nor what
   * belongs to one. True where all are.
   */
  readonly ownOnly?: true | readonly RowsWith[]
  /** Texts that no copy has of a row about child safety; its column `child_safety` says which those are. */
  readonly masked?: readonly string[]
}

/** Says what becomes of a table's rows about a person who asks for a copy of their data, or is erased. */
export interface PersonTable {
  /** The columns that name a person, each with its fate; none where a row is about one through the row that it belongs to. */
  readonly people: Readonly<Record<string, Fate>>
  /** Further columns in which an id of a person lies, as no reference shows: lists, documents and keys of things. */
  readonly mentions?: Readonly<Record<string, 'replaced' | 'deleted'>>
  /** Lists of objects in which this property may be the person's name or reference; it is emptied there. */
  readonly names?: Readonly<Record<string, string>>
  /** Texts that go with the name in this column, where the row stays. */
  readonly texts?: Readonly<Record<string, readonly string[]>>
  /** The rows that this one may belong to: it goes with whichever goes. */
  readonly partOf?: readonly Whole[]
  /** Its rows are counts: they are added to those that the former member has; of other rows of the same key one is kept. */
  readonly addsUp?: true
  /** The table from which the database itself counts its rows: they go once that one's are gone. */
  readonly countedFrom?: string
  /** What of it is in the person's copy. */
  readonly exported: string
  /** Where it departs from the rule of copies; 'nothing' where `exported` says why no row is copied. */
  readonly copy?: CopyRule | 'nothing'
  /** What of it goes, or no longer names the person, when they are erased. */
  readonly erased: string
  /** For how long it is kept. */
  readonly retention: RetentionKind
}

/** Every table of a feature that says something about a person, by its name. */
export type PersonData = Readonly<Record<string, PersonTable>>
