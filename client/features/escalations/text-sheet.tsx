import type { ReactNode } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { TextArea } from '#client/ui/text-area.tsx'

type TextPart<Name extends string> = {
  name: Name
  label: string
  optional?: boolean
  limit: number
  rows?: number
}

type Props<Name extends string> = {
  open: boolean
  onClose: () => void
  title: string
  lead?: string | undefined
  parts: readonly TextPart<Name>[]
  submit: string
  /** As `useStepForm` returns it. */
  form: {
    field: (name: Name) => { value: string; error: string | undefined; onChange: (text: string) => void }
    submit: () => Promise<void>
  }
  children?: ReactNode
  /** Below the words. */
  more?: ReactNode
}

/** A step that needs words. */
export function TextSheet<Name extends string>({
  lead,
  parts,
  submit,
  form,
  children,
  more,
  ...sheet
}: Props<Name>) {
  return (
    <Sheet {...sheet} footer={<Button onClick={() => void form.submit()}>{submit}</Button>}>
      <div className="stack">
        {lead && <p className="text-label text-quiet">{lead}</p>}
        {children}
        {parts.map(({ name, label, optional = false, limit, rows = 2 }) => (
          <TextArea
            key={name}
            label={label}
            optional={optional}
            minRows={rows}
            maxLength={limit}
            {...form.field(name)}
          />
        ))}
        {more}
      </div>
    </Sheet>
  )
}
