import './tab-bar.css'
import type { LucideIcon } from 'lucide-react'
import { NavLink } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { Icon } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

export type Place = {
  to: string
  label: string
  icon: LucideIcon
  /** What waits there; nothing is drawn for 0. */
  count?: number | undefined
  /** Selected only at exactly this address. */
  end?: boolean | undefined
}

/** The places of the app: a bar at the bottom of a phone, a rail at the left of a desk. */
export function TabBar({ places }: { places: Place[] }) {
  const t = useT()
  return (
    <nav className="tab-bar" aria-label={t('ui.places')}>
      <ul>
        {places.map(({ to, label, icon, count = 0, end = false }) => (
          <li key={to}>
            <NavLink to={to} end={end} className="tab">
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
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
