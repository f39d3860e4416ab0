import './marks.css'
import Lock from 'lucide-react/icons/lock-keyhole'
import User from 'lucide-react/icons/user-round'
import Users from 'lucide-react/icons/users-round'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

/** 0 is the gravest. */
export type Level = 0 | 1 | 2 | 3

const diamond = 'M12 4.5 19.5 12 12 19.5 4.5 12Z'

function Diamond({ level }: { level: Level }) {
  return (
    <svg viewBox="0 0 24 24" className="mark-glyph" aria-hidden="true">
      <path d={diamond} className={level < 2 ? 'mark-fill' : 'mark-line'} />
      {level === 2 && <path d="M12 4.5V19.5L4.5 12Z" className="mark-fill" />}
    </svg>
  )
}

/** Severity without its word, for a row that says the word itself: shape and ground differ, then colour. */
export function SeverityMark({ level }: { level: Level }) {
  return (
    <span className={`mark severity-${level}`} aria-hidden="true">
      <Diamond level={level} />
    </span>
  )
}

/** Severity with its word. */
export function SeverityChip({ level, word }: { level: Level; word: string }) {
  return (
    <span className={`severity-chip severity-${level}`}>
      <Diamond level={level} />
      {word}
    </span>
  )
}

/** As large as the words that it stands beside; without it as large as the mark of a row. */
type Beside = { beside?: 'label' | 'caption' | undefined }

/** Worth a look: a ring around a point, as on the chart. */
export function SignalMark({ beside }: Beside) {
  const names = classNames('mark', 'mark-glyph', 'mark-risk', beside && `mark-${beside}`)
  return (
    <svg viewBox="0 0 24 24" className={names} aria-hidden="true">
      <circle cx="12" cy="12" r="8" className="mark-line" />
      <circle cx="12" cy="12" r="3" className="mark-ink" />
    </svg>
  )
}

/** A clock that runs, one with a quarter left, one with a bar through it. */
export function ClockMark({ state, beside }: { state: 'running' | 'risk' | 'over' } & Beside) {
  const names = classNames('mark', 'mark-glyph', `mark-clock-${state}`, beside && `mark-${beside}`)
  return (
    <svg viewBox="0 0 24 24" className={names} aria-hidden="true">
      <circle cx="12" cy="12" r="8.5" className="mark-line" />
      {state === 'running' && <path d="M12 7V12H16" className="mark-line" />}
      {state === 'risk' && <path d="M12 12V3.5A8.5 8.5 0 0 1 20.5 12Z" className="mark-fill" />}
      {state === 'over' && <path d="M4 20 20 4" className="mark-bar" />}
    </svg>
  )
}

const audiences = { me: Lock, person: User, manager: Users }

/** Marks who can read a note: only its writer, the person too, the manager too. */
export function AudienceMark({
  audience,
  small = false,
}: {
  audience: keyof typeof audiences
  small?: boolean | undefined
}) {
  return <Icon icon={audiences[audience]} small={small} />
}
