import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  get,
  type Path,
  type PathValue,
  type Resolver,
  set,
  useForm as useHookForm,
} from 'react-hook-form'
import { showFirstInvalid } from './first-invalid.ts'
import type { Fault, Faults, Reading } from './reading.ts'

/** Why something was not taken: at a field of the form, in words of its own where it has them, or as a sentence. */
export type Refusal<Field extends string> = { field?: Field | undefined; text?: string | undefined }

export type FormOptions<Values extends FieldValues, Field extends Path<Values>, Input> = {
  initial: Values
  /** Reads what was entered: the input, or what is wrong where. */
  read: (values: Values) => Reading<Field, Input>
  /** Resolves when the input is safe: on the phone, or with the server. */
  send: (input: Input, values: Values) => Promise<unknown>
  /** Returns what a fault says in the reader's language. */
  say: (field: Field, fault: Fault) => string
  /** Returns what an error of `send` means here. */
  refusal: (thrown: unknown) => Refusal<NoInfer<Field>>
  /** What was refused before the form opened. */
  refused?: Refusal<NoInfer<Field>> | undefined
  /** The initial values were entered by the reader and are safe nowhere yet. */
  changed?: boolean
  /** Called when the form was not sent because of these faults. */
  onFaults?: (faults: Faults<Field>) => void
}

export type Form<Values extends FieldValues, Field extends Path<Values>> = {
  /** A new object after each change, and only then. */
  values: Values
  /** Something was entered since the form opened, was sent or was reset. */
  dirty: boolean
  busy: boolean
  /** Why it was not taken, where no field is to blame. */
  failure: string | undefined
  errorAt: (field: Field) => string | undefined
  /** Enters something; what was said of those fields no longer holds. */
  change: (part: Partial<Values>) => void
  /** Returns everything that the control of one field needs. */
  field: <Name extends Field>(
    name: Name,
  ) => {
    value: PathValue<Values, Name>
    error: string | undefined
    onChange: (value: PathValue<Values, Name>) => void
  }
  /** Returns whether it was sent; else the first field that is wrong has the focus, and what was entered stays. */
  submit: () => Promise<boolean>
  /** Shows a refusal that came after the form was left. */
  refuse: (refusal: Refusal<Field>) => void
  /** Begins again with these values. */
  reset: (values: Values) => void
}

/**
 * Holds a form from the first letter to the server's answer: its values, faults at their fields by the schema of the
 * command, the sending and its refusal. What was entered stays in every case.
 */
export function useForm<Values extends FieldValues, Field extends Path<Values>, Input>(
  options: FormOptions<Values, Field, Input>,
): Form<Values, Field> {
  const latest = useRef(options)
  latest.current = options
  const resolver = useMemo<Resolver<Values, unknown, Input>>(
    () => (values) => {
      const reading = latest.current.read(values)
      if ('input' in reading) return { values: reading.input, errors: {} }
      latest.current.onFaults?.(reading.faults)
      const errors: FieldErrors<Values> = {}
      for (const [field, type] of Object.entries(reading.faults)) set(errors, field, { type })
      return { values: {}, errors }
    },
    [],
  )
  const form = useHookForm<Values, unknown, Input>({
    defaultValues: options.initial as DefaultValues<Values>,
    resolver,
    // What is wrong is said after the tap, and goes with the next letter; the focus is set below, in sheets too.
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const { setValue, clearErrors, setError, handleSubmit, getValues, reset: resetForm } = form
  const { errors } = form.formState
  const [values, setValues] = useState(options.initial)
  const [dirty, setDirty] = useState(options.changed ?? false)
  const [failure, setFailure] = useState(options.refused?.text)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)

  const refuse = useCallback(
    ({ field, text }: Refusal<Field>) => {
      if (field) setError(field, { type: 'refused', ...(text ? { message: text } : {}) })
      setFailure(field ? undefined : text)
    },
    [setError],
  )
  const first = useRef(options.refused)
  useEffect(() => {
    if (first.current) refuse(first.current)
    first.current = undefined
  }, [refuse])

  const enter = useCallback(
    (entered: readonly (readonly [Path<Values>, PathValue<Values, Path<Values>>])[]) => {
      for (const [name, value] of entered) setValue(name, value)
      clearErrors(entered.map(([name]) => name))
      // The library changes what is nested in place: a draft of a moment ago must not change with it.
      setValues(structuredClone(getValues()))
      setFailure(undefined)
      setDirty(true)
    },
    [setValue, clearErrors, getValues],
  )
  const change = useCallback(
    (part: Partial<Values>) =>
      enter(Object.entries(part).map(([name, value]) => [name as Path<Values>, value] as const)),
    [enter],
  )

  const submit = useCallback(async () => {
    if (sending.current) return false
    sending.current = true
    setFailure(undefined)
    let sent = false
    // A command that is sent within this tap shows no progress: that would draw the whole form twice more.
    const waiting = setTimeout(() => setBusy(true))
    try {
      await handleSubmit(async (input) => {
        await latest.current.send(input, getValues())
        sent = true
        setDirty(false)
      })()
    } catch (thrown) {
      refuse(latest.current.refusal(thrown))
    } finally {
      sending.current = false
      clearTimeout(waiting)
      setBusy(false)
    }
    if (!sent) showFirstInvalid()
    return sent
  }, [handleSubmit, refuse, getValues])

  const errorAt = (field: Field): string | undefined => {
    const error: { type?: unknown; message?: unknown } | undefined = get(errors, field)
    if (!error) return undefined
    if (typeof error.message === 'string' && error.message !== '') return error.message
    return options.say(field, error.type === 'missing' ? 'missing' : 'refused')
  }
  return {
    values,
    dirty,
    busy,
    failure,
    errorAt,
    change,
    field: (name) => ({
      value: get(values, name),
      error: errorAt(name),
      onChange: (value) => enter([[name, value]]),
    }),
    submit,
    refuse,
    reset: useCallback(
      (next: Values) => {
        resetForm(next)
        setValues(next)
        setFailure(undefined)
        setDirty(false)
      },
      [resetForm],
    ),
  }
}
