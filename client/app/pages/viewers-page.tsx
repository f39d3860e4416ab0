import './me.css'
import { useQuery } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import KeyRound from 'lucide-react/icons/key-round'
import Smartphone from 'lucide-react/icons/smartphone'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'

const icons = { opened: Eye, fetched: Smartphone, emergency: KeyRound }

/** Lists who had my record on their screen, or only on their phone, and when they first did that day. */
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
            <>
              <p className="inset inset-block text-label text-quiet">{t('viewers.what')}</p>
              <ul className="hairline-top">
                {views.map(({ viewer, kind, how, firstAt }) => (
                  <Row
                    key={`${viewer.personId} ${kind} ${firstAt}`}
                    mark={<Icon icon={icons[how]} />}
                    title={<PersonName name={viewer.name} />}
                    name={viewer.name}
                    detail={`${t(`viewers.${kind}`)} · ${t(`viewers.${how}`, { time: format.dateTime(firstAt) })}`}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </DetailPage>
  )
}
