/** Lists who can read a note: its author alone; the person too; the person and the managers who are named in it. */
export const audiences = ['me', 'person', 'manager'] as const
export type Audience = (typeof audiences)[number]

/** The role for which somebody was named as a reader: a manager by its audience, a lead by handing it over. */
export const readerRoles = ['manager', 'lead'] as const
export type ReaderRole = (typeof readerRoles)[number]

/** Characters of a comment on an action. */
export const commentLimit = 500

export const noteKinds = ['quick', 'sbi', 'grow', 'recognition'] as const
/** A shared note may not become private again: the person has read it. */
export function mayBecome(from: Audience, to: Audience): boolean {
  return audiences.indexOf(to) >= audiences.indexOf(from)
}
