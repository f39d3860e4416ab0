import './menu.css'
import type { LucideIcon } from 'lucide-react'
import Ellipsis from 'lucide-react/icons/ellipsis'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type ToggleEvent,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { placeMenu } from './place-menu.ts'

export type MenuItem = {
  label: string
  icon?: LucideIcon | undefined
  onSelect: () => void
  danger?: boolean | undefined
  disabled?: boolean | undefined
}

export type MenuHandle = { open: () => void }

type Props = {
  /** Name of the button that opens it. */
  label: string
  items: readonly MenuItem[]
  /** What the button shows; three points if nothing. */
  children?: ReactNode | undefined
  /** Without a button of its own: what holds it opens it, by its ref, and the menu stands under that. */
  bare?: boolean | undefined
  className?: string | undefined
  ref?: Ref<MenuHandle> | undefined
}

/** A button and the actions behind it: a native popover, closed by Escape or a touch elsewhere. */
export function Menu({ label, items, children, bare = false, className, ref }: Props) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  useImperativeHandle(ref, () => ({ open: () => menu.current?.showPopover() }), [])

  /** A list of rows has a menu in each: what none of them shows is not rendered. */
  const shown = open ? items : []
  const buttons = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]

  const opener = () =>
    trigger.current ?? menu.current?.parentElement?.querySelector<HTMLElement>('a, button:not([role])')

  /** In the event's own task, so that the menu has its size when it is shown. */
  function willToggle(event: ToggleEvent) {
    if (event.newState === 'open') flushSync(() => setOpen(true))
  }

  function toggled(event: ToggleEvent) {
    const isOpen = event.newState === 'open'
    setOpen(isOpen)
    const from = trigger.current ?? menu.current?.parentElement
    if (!isOpen || !menu.current || !from) return
    placeMenu(menu.current, from.getBoundingClientRect())
    buttons()[0]?.focus()
  }

  function move(event: KeyboardEvent) {
    const list = buttons()
    const now = list.indexOf(document.activeElement as HTMLButtonElement)
    const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: list.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    list.at(next % list.length)?.focus()
  }

  return (
    <>
      {!bare && (
        <button
          ref={trigger}
          type="button"
          className={classNames('menu-trigger', className)}
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={open}
          popoverTarget={id}
        >
          {children ?? <Icon icon={Ellipsis} />}
        </button>
      )}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onBeforeToggle={willToggle}
        onToggle={toggled}
        onKeyDown={move}
      >
        {shown.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            disabled={item.disabled}
            className={classNames('menu-item', item.danger && 'menu-danger')}
            onClick={() => {
              menu.current?.hidePopover()
              opener()?.focus()
              item.onSelect()
            }}
          >
            {item.icon && <Icon icon={item.icon} small />}
            {item.label}
          </button>
        ))}
      </div>
    </>
  )
}
