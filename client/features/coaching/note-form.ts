import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { type Audience, mayBecome } from '#shared/coaching/rules.ts'
import type { NoteBody, NoteCriterion, NoteKind, NoteView } from '#shared/coaching/views.ts'

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

/** What the editor holds and the draft keeps: all texts, so that changing the kind back loses nothing. */
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
    followUpOn = null,
  }: Partial<Pick<NoteForm, 'kind' | 'criterion' | 'followUpOn'>> = {},
): NoteForm {
  return {
    ...ids,
    ...{ base: null, sharedWith: null, audience: null, kind, texts: noTexts },
    ...{ criterion, evidence: [], followUpOn, actions: [] },
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

export type FieldErrors = Partial<
  Record<NoteField | 'audience' | 'actions' | 'followUpOn', 'missing' | 'refused'>
>

function bodyOf({ kind, texts }: NoteForm): NoteBody {
  if (kind === 'quick' || kind === 'recognition') return { kind, text: texts.text }
  if (kind === 'sbi') {
    const { situation, behaviour, impact } = texts
    return { kind, situation, behaviour, impact }
  }
  const { goal, reality, options, will } = texts
  return { kind, goal, reality, options, will }
}

/** The command's input, or at which fields it is not one yet. */
export function toInput(
  form: NoteForm,
  { teamId, subjectId }: Pick<SaveNoteInput, 'teamId' | 'subjectId'>,
): { input: SaveNoteInput } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  for (const field of fieldsOf[form.kind]) if (form.texts[field].trim() === '') errors[field] = 'missing'
  const { noteId, audience, sharedWith, criterion, evidence, followUpOn, actions } = form
  if (audience === null) errors.audience = 'missing'
  else if (sharedWith && !mayBecome(sharedWith, audience)) errors.audience = 'refused'
  if (actions.some(({ title }) => title.trim() === '')) errors.actions = 'missing'
  if (Object.keys(errors).length > 0 || audience === null) return { errors }
  const body = bodyOf(form)
  return { input: { noteId, teamId, subjectId, audience, body, criterion, evidence, followUpOn, actions } }
}

/** Where in the form a refusal of the server belongs; nothing where no field of it is meant. */
export function fieldOfRefusal(path: string | undefined): keyof FieldErrors | undefined {
  const [head, second] = path?.split('.') ?? []
  if (head === 'body') return noteFields.find((field) => field === second)
  return (['audience', 'actions', 'followUpOn'] as const).find((field) => field === head)
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
