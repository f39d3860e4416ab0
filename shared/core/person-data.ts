/** Says what becomes of a table's rows about a person who asks for a copy of their data, or is erased. */
export interface PersonTable {
  /** The columns that name a person; none where a row is about one through the row that it belongs to. */
  readonly people: readonly string[]
  /** What of it is in the person's copy. */
  readonly exported: string
  /** What of it goes, or no longer names the person, when they are erased. */
  readonly erased: string
}

/** Every table of a feature that says something about a person, by its name. */
export type PersonData = Readonly<Record<string, PersonTable>>
