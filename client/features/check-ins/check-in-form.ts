import type { Reading } from '#client/forms/reading.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import type { Answers } from '#shared/check-ins/fields.ts'
import { type CheckInAudience, checkInAudiences, saysSomething } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'

/** Holds the check-in while it is answered; kept on the phone, so that a killed app loses nothing. */
export type CheckInForm = {
  checkInId: string
  /** Made when the screen opens, so that a double tap is one check-in and one request. */
  commandId: string
  requestId: string
  answers: Answers
  note: string
  audience: CheckInAudience
  readerId: string | null
  talk: boolean
  addresseeId: string | null
}

export type NewIds = Pick<CheckInForm, 'checkInId' | 'commandId' | 'requestId'>

/** Nothing answered, for nobody else's eyes, and no talk asked for: each is the person's own doing. */
export function newForm(ids: NewIds): CheckInForm {
  return {
    ...ids,
    answers: { energy: null, load: null, support: null },
    note: '',
    audience: 'me',
    readerId: null,
    talk: false,
    addresseeId: null,
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isMaybe = (value: unknown) => value === null || isText(value)

/** A draft of this shape, whatever release kept it. */
export function isForm(value: unknown): value is CheckInForm {
  if (typeof value !== 'object' || value === null) return false
  const form = value as Record<string, unknown>
  return (
    [form.checkInId, form.commandId, form.requestId, form.note].every(isText) &&
    [form.readerId, form.addresseeId].every(isMaybe) &&
    typeof form.talk === 'boolean' &&
    checkInAudiences.some((audience) => audience === form.audience) &&
    typeof form.answers === 'object' &&
    form.answers !== null &&
    ['energy', 'load', 'support'].every((item) => item in (form.answers as object))
  )
}

/** Returns whether the form holds neither a word nor an answer, so that closing it loses nothing. */
export function isUntouched({ answers, note, talk }: CheckInForm): boolean {
  return !talk && !saysSomething({ answers, note: note.trim() || null })
}

type People = Pick<OwnCheckIns, 'leads' | 'addressees'>

/** Returns who would read it: the one chosen, as long as they still lead the person, otherwise the first. */
export const readerOf = ({ readerId }: CheckInForm, { leads }: People) =>
  leads.find(({ personId }) => personId === readerId) ?? leads[0]

/** Whom the request would go to; one's lead unless somebody else was chosen. */
export const addresseeOf = ({ addresseeId }: CheckInForm, { addressees }: People) =>
  addressees.find(({ person }) => person.personId === addresseeId) ?? addressees[0]

export type Sending = {
  /** Undefined where nothing was answered. */
  checkIn: SaveCheckInInput | undefined
  /** Undefined where no talk was asked for. */
  talk: { requestId: string; addresseeId: string } | undefined
}

/** Returns what Send sends. Asking to talk is apart: it takes no answer out of a total and needs no answer. */
export function sendingOf(form: CheckInForm, people: People): Sending {
  const { checkInId, answers, requestId } = form
  const note = form.note.trim() || null
  const reader = form.audience === 'lead' ? readerOf(form, people) : undefined
  // A lead who is gone meanwhile gets nothing, and nobody in their place.
  const audience = form.audience === 'lead' && !reader ? 'me' : form.audience
  const addressee = form.talk ? addresseeOf(form, people) : undefined
  return {
    checkIn: saysSomething({ answers, note })
      ? { checkInId, answers, note, audience, readerId: reader?.personId ?? null }
      : undefined,
    talk: addressee && { requestId, addresseeId: addressee.person.personId },
  }
}

/** Reads what Send sends; a check-in of nothing is a skip, and not sent. */
export function readCheckIn(form: CheckInForm, people: People): Reading<'answers', Sending> {
  const sending = sendingOf(form, people)
  return sending.checkIn || sending.talk ? { input: sending } : { faults: { answers: 'missing' } }
}
