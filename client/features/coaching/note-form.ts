import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { NoteBody, NoteCriterion, NoteKind } from '#shared/coaching/fields.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { NoteView } from '#shared/coaching/views.ts'

export const noteFields = [
  'text',
  'situation',
  'behaviour',
  'impact',
  'goal',
  'reality',
  'options',
  'will',
] as const
export type NoteField = (typeof noteFields)[number]

/** Returns how many characters a text may have; the contract of coaching.saveNote holds the command to the same. */
export const lengthLimit = (field: NoteField) => (field === 'text' ? 8000 : 4000)

/** Which texts each kind asks for, in the order of writing. */
export const fieldsOf: Record<NoteKind, readonly NoteField[]> = {
  quick: ['text'],
  sbi: ['situation', 'behaviour', 'impact'],
  grow: ['goal', 'reality', 'options', 'will'],
  recognition: ['text'],
}

export type FormAction = { actionId: string; ownerId: string; title: string; dueOn: string | null }

/** Holds what the editor shows and the draft keeps: all texts, so that changing the kind back loses nothing. */
export type NoteForm = {
  noteId: string
  /** Chosen when the editor opens, so that a double tap is one note. */
  commandId: string
  /** Version that is being revised; null for a new note. */
  base: number | null
  /** What a revision may not fall behind; null for a new note. */
  sharedWith: Audience | null
  audience: Audience | null
  kind: NoteKind
  texts: Record<NoteField, string>
  criterion: NoteCriterion | null
  evidence: string[]
  followUpOn: string | null
  actions: FormAction[]
}

const noTexts: Record<NoteField, string> = {
  text: '',
  situation: '',
  behaviour: '',
  impact: '',
  goal: '',
  reality: '',
  options: '',
  will: '',
}

export type Ids = Pick<NoteForm, 'noteId' | 'commandId'>

export function newForm(
  ids: Ids,
  {
    kind = 'quick',
    criterion = null,
    evidence = [],
    followUpOn = null,
  }: Partial<Pick<NoteForm, 'kind' | 'criterion' | 'evidence' | 'followUpOn'>> = {},
): NoteForm {
  return {
    ...ids,
    ...{ base: null, sharedWith: null, audience: null, kind, texts: noTexts },
    ...{ criterion, evidence, followUpOn, actions: [] },
  }
}

export function textsOf(body: NoteBody): Record<NoteField, string> {
  const { kind: _, ...texts } = body
  return { ...noTexts, ...texts }
}

/** The form of a note that is being revised; finished action items are no longer its business. */
export function formOf(note: NoteView, commandId: string): NoteForm {
  const { noteId, audience, body, criterion, evidence, followUpOn, version } = note
  const open = note.actions.filter(({ doneAt }) => doneAt === null)
  return {
    ...{ noteId, commandId, base: version, audience, sharedWith: audience },
    ...{ kind: body.kind, texts: textsOf(body), criterion, evidence, followUpOn },
    actions: open.map(({ actionId, owner, title, dueOn }) => ({
      actionId,
      ownerId: owner.personId,
      title,
      dueOn,
    })),
  }
}

/** The form of words that wait on the phone, for instance because the server refused them. */
export function formOfInput(
  input: SaveNoteInput,
  { commandId, base, sharedWith }: Pick<NoteForm, 'commandId' | 'base' | 'sharedWith'>,
): NoteForm {
  const { noteId, audience, body, criterion, evidence, followUpOn, actions } = input
  return {
    ...{ noteId, commandId, base, sharedWith, audience, kind: body.kind, texts: textsOf(body) },
    ...{ criterion, evidence, followUpOn, actions },
  }
}

/** Nothing of one's own in it yet: there is nothing to keep or to ask about. */
export function isEmpty(form: NoteForm): boolean {
  return Object.values(form.texts).every((text) => text.trim() === '') && form.actions.length === 0
}

/** A draft of an older release may lack what a newer one asks for: then it is no form. */
export function isForm(value: unknown): value is NoteForm {
  const form = value as Partial<NoteForm> | null
  return (
    typeof form?.noteId === 'string' &&
    typeof form.commandId === 'string' &&
    typeof form.texts === 'object' &&
    Array.isArray(form.evidence) &&
    Array.isArray(form.actions) &&
    form.kind !== undefined &&
    form.kind in fieldsOf
  )
}
