import './row.css'
import { type ReactNode, useRef } from 'react'
import type { To } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { Menu, type MenuHandle, type MenuItem } from './menu.tsx'
import { RowMain } from './row-main.tsx'
import { useSwipe } from './use-swipe.ts'

export type RowProps = {
  /** One mark of 24. */
  mark?: ReactNode | undefined
  title: ReactNode
  detail?: ReactNode | undefined
  /** Below the two lines, over their whole width: a clock's span. */
  foot?: ReactNode | undefined
  /** At the right, in place of a button: an interval bar, a date. */
  aside?: ReactNode | undefined
  /** The one button; a swipe to the right does the same. */
  action?: { label: string; onSelect: () => void } | undefined
  /** A swipe to the left; without it the row never swipes away. */
  later?: { label?: string; onSelect: () => void } | undefined
  /** Everything else that can be done: behind a long press and a right click. */
  actions?: readonly MenuItem[] | undefined
  to?: To | undefined
  /** Opens the row; with `to` it is told that the row is being opened. */
  onOpen?: (() => void) | undefined
  /** Heights of 48, 64, 76, 72 and 92 at 100 % text. */
  size?: 'short' | 'tight' | 'today' | 'middle' | 'tall' | undefined
  /** The title as plain text, where `title` is more than that. */
  name?: string | undefined
  as?: 'li' | 'div' | undefined
}

/** Everything that can be done with a row: what it can be swiped for comes first. */
export function rowMenu(
  { action, later, actions = [] }: Pick<RowProps, 'action' | 'later' | 'actions'>,
  laterLabel: string,
): MenuItem[] {
  return [
    ...(action ? [{ label: action.label, onSelect: action.onSelect }] : []),
    ...(later ? [{ label: laterLabel, onSelect: later.onSelect }] : []),
    ...actions,
  ]
}

/**
 * One mark, two lines, one button, on the paper. What a swipe or a long press does can also be done by a button: the row's
 * own, or Select in the header of the list.
 */
export function Row({
  as: Element = 'li',
  mark,
  aside,
  action,
  later,
  actions = [],
  size = 'tight',
  ...main
}: RowProps) {
  const t = useT()
  const menu = useRef<MenuHandle>(null)
  const name = main.name ?? (typeof main.title === 'string' ? main.title : '')
  const laterLabel = later?.label ?? t('ui.later')
  const items = rowMenu({ action, later, actions }, laterLabel)
  /** A row whose only action is its button needs no menu beside it. */
  const hasMenu = later !== undefined || actions.length > 0
  const swipe = useSwipe({
    onLeft: later?.onSelect,
    onRight: action?.onSelect,
    onLongPress: hasMenu ? () => menu.current?.open() : undefined,
  })

  return (
    <Element className={classNames('row', `row-${size}`)}>
      {action && (
        <span className="row-behind row-behind-now" aria-hidden="true">
          {action.label}
        </span>
      )}
      {later && (
        <span className="row-behind row-behind-later" aria-hidden="true">
          {laterLabel}
        </span>
      )}
      <div className="row-face" {...swipe}>
        {mark && <span className="row-mark">{mark}</span>}
        <RowMain {...main} />
        {aside && <div className="row-aside">{aside}</div>}
        {action && (
          <Button variant="secondary" size="row" className="row-action" onClick={action.onSelect}>
            {action.label}
          </Button>
        )}
        {hasMenu && <Menu bare ref={menu} label={t('ui.actionsFor', { title: name })} items={items} />}
      </div>
    </Element>
  )
}
