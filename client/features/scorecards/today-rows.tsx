import TrendingUp from 'lucide-react/icons/trending-up'
import { paths } from '#client/lib/paths.ts'
import type { Address, RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { SignalMark } from '#client/ui/marks.tsx'
import { readable } from '#shared/audits/name-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'

export const scorecardsRows: RowKinds<TodayKinds['scorecards']> = {
  signal: {
    mark: ({ signal }) => (signal.kind === 'recovery' ? <Icon icon={TrendingUp} /> : <SignalMark />),
    message({ signal: { kind, metric, x, n, cause } }, { t, format }) {
      if (cause) {
        const policy = (format.locale === 'ko' ? cause.nameKo : cause.nameEn) ?? readable(cause.policy)
        return { reason: t('today.row.signal.cause', { policy, metric, x: cause.x, of: x }) }
      }
      const key = kind === 'recovery' ? 'today.row.recovery' : 'today.row.signal'
      return { reason: t(key, { metric, xOfN: format.xOfN(x, n) }) }
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
function coachingAddress({ personId, metric, from, to, x, n, kind }: Signal): Address {
  const search = new URLSearchParams({ metric, from, to, x: String(x), n: String(n) })
  if (kind === 'recovery') search.set('kind', 'recognition')
  return { pathname: paths.newNote(personId), search: `?${search}` }
}
