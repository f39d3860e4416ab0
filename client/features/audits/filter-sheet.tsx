import { useT } from '#client/lib/i18n.ts'
import type { Names } from '#client/lib/names.ts'
import { Button } from '#client/ui/button.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import type { CaseChoices } from '#shared/audits/views.ts'
import { choosable, type Narrowing } from './asked.ts'

type Part = (typeof choosable)[number]
type Props = {
  open: boolean
  choices: CaseChoices
  narrowing: Narrowing
  names: Names
  onClose: () => void
  /** Null for every one. */
  onChoose: (part: Part, value: string | null) => void
}

const listOf = { policy: 'policies', queue: 'queues', language: 'languages' } as const satisfies Record<
  Part,
  keyof CaseChoices
>
/** Stands for every one; no name of anything is a blank. */
const every = ' '

/** Narrows a list of cases to a policy, a queue or a language; the list follows at once. */
export function FilterSheet({ open, choices, narrowing, names, onClose, onChoose }: Props) {
  const t = useT()
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('cases.choose')}
      footer={<Button onClick={onClose}>{t('cases.show')}</Button>}
    >
      <div className="stack">
        {choosable.map((part) => {
          const values = choices[listOf[part]]
          if (values.length === 0) return null
          return (
            <SelectField
              key={part}
              label={t(`case.${part}`)}
              value={narrowing[part] ?? every}
              onChange={(value) => onChoose(part, value === every ? null : value)}
              options={[
                { value: every, label: t('cases.every') },
                ...values.map((value) => ({ value, label: names[part](value) })),
              ]}
            />
          )
        })}
      </div>
    </Sheet>
  )
}
