import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'

/** Who had my record on their screen or phone, and when they first did that day. */
export function ViewersPage() {
  const t = useT()
  const format = useFormat()
  const query = useQuery(trpc.people.viewsOfMe.queryOptions())
  return (
    <DetailPage title={t('me.viewers')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(views) =>
          views.length === 0 ? (
            <EmptyState text={t('viewers.empty')} />
          ) : (
            <ul>
              {views.map(({ viewer, kind, firstAt }) => (
                <Row
                  key={`${viewer.personId} ${kind} ${firstAt}`}
                  title={<PersonName name={viewer.name} />}
                  name={viewer.name}
                  detail={`${t(`viewers.${kind}`)} · ${format.dateTime(firstAt)}`}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </DetailPage>
  )
}
