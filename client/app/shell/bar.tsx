import { useToday } from '#client/features/today/data.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { type BarProps, TabBar } from '#client/ui/tab-bar.tsx'
import type { AppPlace } from './places.ts'
import { countOf } from './today-count.ts'

/** The places, and how much waits on Today; a count stands nowhere else. */
export function Bar({ places, ...rest }: { places: readonly AppPlace[] } & Omit<BarProps, 'places'>) {
  const t = useT()
  const count = countOf(useToday().data?.items ?? [])
  return (
    <TabBar
      {...rest}
      places={places.map(({ to, label, icon }) => ({
        to,
        icon,
        label: t(label),
        count: to === paths.today ? count : 0,
      }))}
    />
  )
}
