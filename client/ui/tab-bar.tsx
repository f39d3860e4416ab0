import './tab-bar.css'
import type { LucideIcon } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export type Place = {
  to: string
  label: string
  icon: LucideIcon
  /** What waits there; nothing is drawn for 0. */
  count?: number | undefined
}

export type BarProps = {
  places: Place[]
  /** The address of the place that the reader is in, on it or beneath it. */
  current: string | undefined
  /** May open the place in another way than its link does, and prevents that then. */
  onOpen: (to: string, event: MouseEvent) => void
}

/** The places of the app: a bar at the bottom of a phone, a rail at the left of a desk. */
export function TabBar({ places, current, onOpen }: BarProps) {
  const t = useT()
  return (
    <nav className="tab-bar" aria-label={t('ui.places')}>
      <ul>
        {places.map(({ to, label, icon, count = 0 }) => (
          <li key={to}>
            <Link
              to={to}
              className="tab"
              aria-current={to === current ? 'page' : undefined}
              onClick={(event) => onOpen(to, event)}
            >
              <span className="tab-icon">
                <Icon icon={icon} />
                {count > 0 && (
                  <span className="tab-count" aria-hidden="true">
                    {count > 99 ? '99+' : count}
                  </span>
                )}
              </span>
              <span className="tab-label">{label}</span>
              {count > 0 && <VisuallyHidden>{t('ui.waiting', { n: count })}</VisuallyHidden>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
