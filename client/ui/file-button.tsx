import './file-button.css'
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Icon } from './icon.tsx'

type Props = {
  icon: LucideIcon
  /** The kinds of files taken besides tables, as an input says them. */
  also?: string
  /** What stands below the button. */
  hint: string
  disabled: boolean
  /** Several at once; `onChoose` is told of all of them. */
  multiple?: boolean
  onChoose: (file: File, all: readonly File[]) => void
  children: ReactNode
}

const tables =
  '.csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The phone's own file picker behind a button, for tables. */
export function FileButton({ icon, also, hint, disabled, multiple, onChoose, children }: Props) {
  const id = useId()
  return (
    <div className="stack stack-close">
      <label className="file-button button button-secondary">
        <Icon icon={icon} small />
        {children}
        <input
          type="file"
          accept={[tables, also].filter(Boolean).join()}
          aria-describedby={id}
          disabled={disabled}
          multiple={multiple}
          onChange={(event) => {
            const [chosen, ...others] = event.target.files ?? []
            if (chosen) onChoose(chosen, [chosen, ...others])
          }}
        />
      </label>
      <p id={id} className="text-label text-quiet">
        {hint}
      </p>
    </div>
  )
}
