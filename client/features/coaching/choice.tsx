import './choice.css'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { Icon } from '#client/ui/icon.tsx'

type Props = {
  icon: ReactNode
  /** What is chosen now, as a full sentence. */
  text: string
  detail?: string | undefined
  error?: string | undefined
  /** Nothing is chosen yet. */
  waiting?: boolean
  onOpen: () => void
}

/** A line of the editor that says what was chosen and opens the sheet to choose otherwise. */
export function Choice({ icon, text, detail, error, waiting = false, onOpen }: Props) {
  return (
    <div className="choice-line">
      <button
        type="button"
        className="choice"
        data-waiting={waiting || undefined}
        aria-haspopup="dialog"
        aria-invalid={error ? true : undefined}
        onClick={onOpen}
      >
        {icon}
        <span className="choice-text">
          <span>{text}</span>
          {detail && <span className="text-label text-quiet">{detail}</span>}
        </span>
        <Icon icon={ChevronRight} small />
      </button>
      {error && (
        <p className="field-error inset choice-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
