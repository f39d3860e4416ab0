import './segments.css'
import './place-switch.css'
import { NavLink, useLocation } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { usePlaceSwitch } from '#client/lib/place-switch.ts'

/** For who holds several roles: the screens that share one place of the bar. Nothing anywhere else. */
export function PlaceSwitch() {
  const t = useT()
  const choices = usePlaceSwitch()
  const { pathname } = useLocation()
  if (choices.length < 2 || !choices.some((choice) => choice.to === pathname)) return null
  return (
    <nav className="segments" aria-label={t('place.choose')}>
      {choices.map(({ to, label }) => (
        <NavLink key={to} to={to} replace end className="segment place-choice">
          {label}
        </NavLink>
      ))}
    </nav>
  )
}
