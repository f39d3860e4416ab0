/** Lists who can read a note: its author alone; the person too; the person and the author's manager too. */
export const audiences = ['me', 'person', 'manager'] as const
export type Audience = (typeof audiences)[number]

export const noteKinds = ['quick', 'sbi', 'grow', 'recognition'] as const
/** A shared note may not become private again: the person has read it. */
export function mayBecome(from: Audience, to: Audience): boolean {
  return audiences.indexOf(to) >= audiences.indexOf(from)
}
