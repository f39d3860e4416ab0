import { type ReactNode, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'

export type TextPart<Name extends string> = {
  name: Name
  label: string
  optional?: boolean
  most: number
  rows?: number
  /** What is wrong with it, beyond being empty. */
  fault?: (text: string) => string | undefined
}

type Props<Name extends string> = {
  open: boolean
  onClose: () => void
  title: string
  lead?: string | undefined
  parts: readonly TextPart<Name>[]
  submit: string
  /** Answers with whether it is on the phone: until then the text stays. */
  onSubmit: (texts: Record<Name, string | null>) => Promise<boolean>
  children?: ReactNode
  /** Below the words. */
  more?: ReactNode
}

/** A step that needs words. Closing keeps them for as long as the screen is open. */
export function TextSheet<Name extends string>({
  open,
  onClose,
  title,
  lead,
  parts,
  submit,
  onSubmit,
  children,
  more,
}: Props<Name>) {
  const t = useT()
  const [texts, setTexts] = useState<Partial<Record<Name, string>>>({})
  const [errors, setErrors] = useState<Partial<Record<Name, string>>>({})
  const said = (name: Name) => texts[name]?.trim() ?? ''
  useUnsentEdit(parts.some(({ name }) => said(name) !== ''))

  async function send() {
    const found = parts.flatMap(({ name, optional, fault }) => {
      const text = said(name)
      const error = text === '' ? (optional ? undefined : t('esc.missing')) : fault?.(text)
      return error ? [[name, error] as const] : []
    })
    setErrors(Object.fromEntries(found) as Partial<Record<Name, string>>)
    if (found.length > 0) return
    const all = Object.fromEntries(parts.map(({ name }) => [name, said(name) || null])) as Record<
      Name,
      string | null
    >
    if (!(await onSubmit(all))) return
    setTexts({})
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      footer={<Button onClick={() => void send()}>{submit}</Button>}
    >
      <div className="stack">
        {lead && <p className="text-label text-quiet">{lead}</p>}
        {children}
        {parts.map(({ name, label, optional = false, most, rows = 2 }) => (
          <TextArea
            key={name}
            label={label}
            optional={optional}
            minRows={rows}
            maxLength={most}
            value={texts[name] ?? ''}
            error={errors[name]}
            onChange={(text) => {
              setTexts((before) => ({ ...before, [name]: text }))
              setErrors((before) => ({ ...before, [name]: undefined }))
            }}
          />
        ))}
        {more}
      </div>
    </Sheet>
  )
}
