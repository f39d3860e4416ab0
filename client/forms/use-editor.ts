import { useEffect, useRef, useState } from 'react'
import type { FieldValues, Path } from 'react-hook-form'
import { type To, useLocation, useNavigate } from 'react-router'
import { holdUnsentEdit, useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { givenBack, restore } from '#client/offline/outbox/given-back.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { type Keeping, useDraftKeeper } from '#client/offline/react/use-draft.ts'
import { type Form, type FormOptions, useForm } from './use-form.ts'

export type EditorOptions<Values extends FieldValues, Field extends Path<Values>, Input> = Omit<
  FormOptions<Values, Field, Input>,
  'changed'
> & {
  /** Names the draft on this phone; the command that `send` enqueues takes it along. */
  draftKey: string
  /** Returns whether the form holds nothing of the writer's own: then its draft goes when it is left. */
  isEmpty: (values: Values) => boolean
  /** Where closing leads when the editor was opened from outside. */
  home: To
  /** The screen does not wait until the phone has the command; a refusal opens this editor again with the values. */
  atOnce?: boolean
  /** Where the sent entity is shown. */
  saved?: To
  /** The editor was opened from `saved`: it goes back there, so that one screen does not pile up behind itself. */
  revises?: boolean
  /** Called after the command was sent, in place of opening `saved`. */
  onSent?: () => void
}

export type Editor<Values extends FieldValues, Field extends Path<Values>> = Form<Values, Field> & {
  /** What has become of the draft. */
  keeping: Keeping
  /** Closes the editor; the draft stays unless it is empty. */
  leave: () => void
  /** Removes the draft; the editor stays open. */
  discard: () => Promise<void>
}

/**
 * Holds a form with a draft: kept while it is written, taken along by the command, given back when the phone refuses it.
 * Nothing loads the page anew while the form has changes that are not sent.
 */
export function useEditor<Values extends FieldValues, Field extends Path<Values>, Input>({
  draftKey,
  isEmpty,
  home,
  atOnce = false,
  saved,
  revises = false,
  onSent,
  ...options
}: EditorOptions<Values, Field, Input>): Editor<Values, Field> {
  const { outbox } = useOffline()
  const navigate = useNavigate()
  const goBack = useGoBack()
  const { pathname, search } = useLocation()
  const [returned] = useState(() => givenBack(outbox, draftKey))
  const open = useRef(false)
  useEffect(() => {
    open.current = true
    return () => {
      open.current = false
    }
  }, [])

  async function send(input: Input, values: Values): Promise<void> {
    end()
    const release = holdUnsentEdit()
    const sending = options.send(input, values)
    void sending.catch(() => undefined).then(release)
    if (!atOnce) {
      await sending.catch((thrown: unknown) => {
        resume()
        throw thrown
      })
      return
    }
    sending.catch((thrown: unknown) => {
      restore(outbox, draftKey, { form: values, thrown })
      navigate({ pathname, search }, { replace: true })
      // The screen that it led to had not come yet: this editor goes on where it was.
      if (open.current) takeBack(thrown)
    })
  }

  const form = useForm<Values, Field, Input>({
    ...options,
    send,
    changed: returned !== undefined,
    refused: returned ? options.refusal(returned.thrown) : options.refused,
  })
  const { values, dirty } = form
  const { keeping, end, resume, discard } = useDraftKeeper(draftKey, values, dirty)
  const takeBack = (thrown: unknown) => {
    form.change({})
    form.refuse(options.refusal(thrown))
    resume()
  }
  useUnsentEdit(dirty)
  useEffect(() => {
    if (returned) resume()
  }, [returned, resume])

  async function submit(): Promise<boolean> {
    if (!(await form.submit())) return false
    if (saved !== undefined && revises) goBack(saved)
    else if (saved !== undefined) navigate(saved, { replace: true })
    onSent?.()
    return true
  }

  function leave(): void {
    if (dirty && isEmpty(values)) void discard()
    goBack(home)
  }

  return { ...form, keeping, submit, leave, discard }
}
