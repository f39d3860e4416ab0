import type { ReactNode } from 'react'
import type { To } from 'react-router'
import type { Moment } from '#client/lib/format.ts'
import { useFormat } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { DetailHeader, TabHeader } from './header.tsx'
import type { MenuItem } from './menu.tsx'
import { OfflineStrip } from './offline-strip.tsx'
import { PlaceSwitch } from './place-switch.tsx'
import { Screen } from './screen.tsx'
import { SyncMark } from './sync-mark.tsx'

type Common = {
  title: string
  /** When the data on the screen was read; said while there is no connection. */
  asOf?: Moment | undefined
  /** Beside the sync mark: what must be one tap away on every screen of a place. */
  aside?: ReactNode
  dock?: ReactNode
  children: ReactNode
}

function Mark() {
  const { state, n } = useWorkStatus()
  return <SyncMark state={state} n={n} to={paths.unsent} />
}

function Strip({ asOf }: Pick<Common, 'asOf'>) {
  const { online } = useWorkStatus()
  const format = useFormat()
  if (online) return null
  return <OfflineStrip asOf={asOf === undefined ? undefined : format.dateTime(asOf)} />
}

/** A place of the bar: large title, sync mark, and the strip that says when there is no connection. */
export function TabPage({ title, sub, asOf, aside, dock, children }: Common & { sub?: ReactNode }) {
  const header = (
    <>
      <TabHeader
        title={title}
        sub={sub}
        aside={
          <>
            <Mark />
            {aside}
          </>
        }
      />
      <Strip asOf={asOf} />
      <PlaceSwitch />
    </>
  )
  return (
    <Screen title={title} header={header} dock={dock}>
      {children}
    </Screen>
  )
}

type DetailProps = Common & {
  /** Where back leads when this page was opened from outside. */
  back: To
  onBack?: (() => void) | undefined
  more?: MenuItem[] | undefined
  /** A cross in place of the arrow: for editors. */
  close?: boolean
  /** Stands in the header where the title would. */
  field?: ReactNode
}

/** A page beneath a place: back, title, one more-menu. */
export function DetailPage({
  title,
  back,
  onBack,
  more = [],
  close = false,
  field,
  asOf,
  aside,
  dock,
  children,
}: DetailProps) {
  const header = (
    <>
      <DetailHeader
        title={title}
        field={field}
        back={back}
        more={more}
        close={close}
        aside={
          <>
            <Mark />
            {aside}
          </>
        }
        {...(onBack ? { onBack } : {})}
      />
      <Strip asOf={asOf} />
    </>
  )
  return (
    <Screen title={title} header={header} dock={dock}>
      {children}
    </Screen>
  )
}
