import BookOpenCheck from 'lucide-react/icons/book-open-check'
import { paths } from '#client/commands/policies-paths.ts'
import type { Format } from '#client/lib/format.ts'
import { teamsLed } from '#client/lib/me.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ownName } from '#shared/audits/name-rules.ts'
import type { ItemOf, TodayKinds } from '#shared/today/kinds.ts'

type Kinds = TodayKinds['policies']

const address = ({ versionId }: ItemOf<Kinds>) => ({ pathname: paths.update(versionId) })

/** Returns the policy's name in the reader's language, and the version. */
function subjectOf({ policy: { code, nameKo, nameEn }, label }: ItemOf<Kinds>, { locale }: Format): string {
  const name = locale === 'ko' ? (nameKo ?? nameEn) : (nameEn ?? nameKo)
  return `${name ?? ownName('policy', code, locale)} ${label}`
}

export const policiesRows: RowKinds<Kinds> = {
  policy_update: {
    mark: () => <Icon icon={BookOpenCheck} />,
    message: (item, { t, format }) => ({
      subject: subjectOf(item, format),
      reason: t('today.row.update', { day: format.shortDate(item.effectiveFrom) }),
    }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.read'), onSelect: open }),
    // A mark needs the version's page, where its words are.
    settles: false,
    waits: true,
    due: ({ effectiveFrom }) => ({ day: effectiveFrom }),
  },
  policy_unread: {
    mark: () => <Icon icon={BookOpenCheck} />,
    message: (item, { t, format, me }) => ({
      subject: subjectOf(item, format),
      reason: [
        ...(teamsLed(me).length > 1 ? [item.teamName] : []),
        t('today.row.unreadUpdate', { n: item.people, day: format.shortDate(item.effectiveFrom) }),
      ].join(' · '),
    }),
    address,
    useButton: (_, { open }, { t }) => ({ label: t('today.act.open'), onSelect: open }),
    settles: true,
    waits: true,
    due: ({ effectiveFrom }) => ({ day: effectiveFrom }),
  },
}
