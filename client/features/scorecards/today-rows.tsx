import TrendingUp from 'lucide-react/icons/trending-up'
import { paths } from '#client/lib/paths.ts'
import type { Address, RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { SignalMark } from '#client/ui/marks.tsx'
import { ownName } from '#shared/audits/name-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const scorecardsRows: RowKinds<TodayKinds['scorecards']> = {
  signal: {
    mark: ({ signal }) => (signal.kind === 'recovery' ? <Icon icon={TrendingUp} /> : <SignalMark />),
    message({ signal: { kind, x, n, cause } }, { t, format }) {
      if (cause) {
        const given = format.locale === 'ko' ? cause.nameKo : cause.nameEn
        const name = given ?? ownName(cause.stratum, cause.code, format.locale)
        return { reason: t('today.row.signal.cause', { name, x: cause.x, of: x }) }
      }
      return { reason: t(kind === 'recovery' ? 'today.row.recovery' : 'today.row.signal', { x, n }) }
    },
    address: ({ person }) => ({ pathname: paths.person(person.personId) }),
    useButton: ({ signal }, { go }, { t }) => ({
      label: t(signal.kind === 'recovery' ? 'today.act.recognise' : 'today.act.coach'),
      onSelect: () => go(coachingAddress(signal)),
    }),
    settles: true,
    waits: true,
  },
}

/** The editor with the signal as its point; a recovery begins as recognition. */
function coachingAddress({ personId, point: { metric, x, n }, from, to, kind }: Signal): Address {
  const search = new URLSearchParams({ metric, from, to, x: String(x), n: String(n) })
  if (kind === 'recovery') search.set('kind', 'recognition')
  return { pathname: paths.newNote(personId), search: `?${search}` }
}
