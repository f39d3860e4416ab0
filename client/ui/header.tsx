import './header.css'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import Ellipsis from 'lucide-react/icons/ellipsis'
import X from 'lucide-react/icons/x'
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import type { To } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Heading } from './heading.tsx'
import { Icon } from './icon.tsx'
import { Menu, type MenuItem } from './menu.tsx'
import { usePane } from './pane.ts'

type TabProps = {
  title: string
  /** A line below the title, such as the date: it scrolls away. */
  sub?: ReactNode | undefined
  /** At the right: the sync mark. */
  aside?: ReactNode | undefined
}

/** Title of a place in the bar: 28/34 at rest, 20/28 once the page has been scrolled. */
export function TabHeader({ title, sub, aside }: TabProps) {
  const top = useRef<HTMLDivElement>(null)
  const [collapsed, setCollapsed] = useState(false)
  useEffect(() => {
    if (!top.current) return
    const observer = new IntersectionObserver(([entry]) => setCollapsed(entry?.isIntersecting === false))
    observer.observe(top.current)
    return () => observer.disconnect()
  }, [])
  return (
    <header className="header-whole">
      <div ref={top} className="header-top" />
      <div className={classNames('header', collapsed && 'header-collapsed')}>
        <Heading level={usePane() ? 2 : 1} variant="title" className="header-title two-lines">
          {title}
        </Heading>
        {aside}
      </div>
      {sub && <div className="header-sub">{sub}</div>}
    </header>
  )
}

type DetailProps = {
  title: string
  /** Stands where the title would, which is then for screen readers alone. */
  field?: ReactNode | undefined
  /** Where back leads when this page was opened from outside. */
  back: To
  /** Instead of going back, for instance to ask about unsent text first. */
  onBack?: (() => void) | undefined
  more?: MenuItem[] | undefined
  aside?: ReactNode | undefined
  /** A cross in place of the arrow: for editors and check-ins, which are left rather than gone back from. */
  close?: boolean | undefined
}

/** Back, title, one more-menu. Back returns to where the reader came from, with its scroll position. */
export function DetailHeader({ title, field, back, onBack, more, aside, close = false }: DetailProps) {
  const t = useT()
  const goBack = useGoBack()
  const pane = usePane()
  const leave = () => (onBack ? onBack() : goBack(back))
  return (
    <header className="header header-detail">
      {!pane && (
        <IconButton
          icon={close ? X : ArrowLeft}
          label={close ? t('ui.close') : t('ui.back')}
          onClick={leave}
        />
      )}
      <Heading
        level={pane ? 2 : 1}
        variant="heading"
        className={field ? 'visually-hidden' : 'header-title two-lines'}
      >
        {title}
      </Heading>
      {field && <div className="header-title">{field}</div>}
      {aside}
      {more && more.length > 0 && (
        <Menu label={t('ui.more')} items={more} className="icon-button">
          <Icon icon={Ellipsis} />
        </Menu>
      )}
    </header>
  )
}

/** At the right of the title, with words: what must be one tap away on every screen of a place. */
export function HeaderButton(props: Omit<ComponentProps<typeof Button>, 'variant' | 'size' | 'className'>) {
  return <Button {...props} variant="text" size="row" className="header-button" />
}
