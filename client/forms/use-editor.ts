import { useCallback, useEffect, useState } from 'react'
import type { FieldValues, Path } from 'react-hook-form'
import { useLocation, useNavigate } from 'react-router'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { holdUnsentEdit, useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { giveBack, givenBack } from '#client/offline/outbox/given-back.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { type Keeping, useDraftKeeper } from '#client/offline/react/use-draft.ts'
import { type Form, type FormOptions, useForm } from './use-form.ts'

export type EditorOptions<Values extends FieldValues, Field extends Path<Values>, Input> = FormOptions<
  Values,
  Field,
  Input
> & {
  /** Under which the phone keeps what is written until it is sent. */
  draftKey: string
  /** Returns whether there is nothing of one's own in it yet: then nothing is kept when it is left. */
  isEmpty: (values: Values) => boolean
  /** Where the editor leads when it is left without a page behind it. */
  back: string
  /** Shows the thing as it was sent. */
  onSent: () => void
  /**
   * The editor is left in the frame of the tap, before the phone has the command: should the phone refuse it, the words
   * come back. Not where something that was refused has to go first.
   */
  atOnce?: boolean
}

export type Editor<Values extends FieldValues, Field extends Path<Values>> = Form<Values, Field> & {
  /** How far the draft is. */
  keeping: Keeping
  leave: () => void
  /** Throws the draft away and leaves. */
  discard: () => Promise<void>
}

/** Holds the form of a screen of its own: its draft on the phone, leaving, sending, a full phone and the way back. */
export function useEditor<Values extends FieldValues, Field extends Path<Values>, Input>(
  options: EditorOptions<Values, Field, Input>,
): Editor<Values, Field> {
  const { draftKey, isEmpty, back, onSent, send, refusal, atOnce = false } = options
  const { outbox } = useOffline()
  const navigate = useNavigate()
  const goBack = useGoBack()
  const { pathname, search } = useLocation()
  const [returned] = useState(() => givenBack(outbox, draftKey))
  const form = useForm({
    ...options,
    refused: returned ? refusal(returned.thrown) : options.refused,
    async send(input, values) {
      end()
      const release = holdUnsentEdit()
      const sending = send(input, values)
      void sending.catch(() => undefined).then(release)
      if (!atOnce) return await sending
      const here = { pathname, search }
      sending.catch((thrown: unknown) => {
        giveBack(outbox, draftKey, { form: values, thrown })
        navigate(here, { replace: true })
      })
    },
  })
  const { values, submit: submitForm } = form
  const [sent, setSent] = useState(false)
  const dirty = (form.dirty || returned !== undefined) && !sent
  const { keeping, end, resume, discard: discardDraft } = useDraftKeeper(draftKey, values, dirty)
  useUnsentEdit(dirty)
  useEffect(() => {
    if (returned) resume()
  }, [returned, resume])

  const leave = useCallback(() => {
    if (dirty && isEmpty(values)) void discardDraft()
    goBack(back)
  }, [dirty, isEmpty, values, discardDraft, goBack, back])

  return {
    ...form,
    dirty,
    keeping,
    leave,
    async discard() {
      await discardDraft()
      leave()
    },
    async submit() {
      const done = await submitForm()
      if (!done) {
        resume()
        return false
      }
      setSent(true)
      onSent()
      return true
    },
  }
}
