import '#client/ui/pane.css'
import { useLocation } from 'react-router'
import { todayRows } from '#client/app/pages/today-rows.ts'
import { placesOf } from '#client/app/shell/places.ts'
import { DayPage } from '#client/features/today/day-page.tsx'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Heading } from '#client/ui/heading.tsx'

/** The page beside a list from which nothing is open: the day beside Today, and a sentence elsewhere. */
export function NothingChosen() {
  const { pathname } = useLocation()
  return pathname === paths.today ? <DayBeside /> : <Sentence pathname={pathname} />
}

const DayBeside = () => <DayPage kinds={todayRows.useValue()} />

function Sentence({ pathname }: { pathname: string }) {
  const t = useT()
  const me = useMe()
  const place = placesOf(me, pathname).find(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  const title = t(place?.label ?? 'tab.team')
  return (
    <main className="pane-empty">
      <title>{`${title} · Dure`}</title>
      <Heading level={1} variant="heading">
        {title}
      </Heading>
      <p>{t('desk.nothing')}</p>
    </main>
  )
}
