import BookOpen from 'lucide-react/icons/book-open'
import BookOpenCheck from 'lucide-react/icons/book-open-check'
import CircleAlert from 'lucide-react/icons/circle-alert'
import MessageCircleQuestion from 'lucide-react/icons/message-circle-question-mark'
import { useParams } from 'react-router'
import { paths } from '#client/commands/policies-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { isAnalyst, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { PolicyUpdate, TeamUpdate } from '#shared/policies/update-views.ts'
import { usePolicies } from './data.ts'
import { useTeamUpdates, useUpdates } from './update-data.ts'
import { UpdatePage } from './update-page.tsx'

/** Every update, or the one that the address names. */
export function UpdatesPage() {
  const { versionId } = useParams()
  return versionId === undefined ? <UpdateList /> : <UpdatePage key={versionId} versionId={versionId} />
}

/** The versions that the reader is to read or has marked, and those that the teams they lead have yet to read. */
function UpdateList() {
  const t = useT()
  const me = useMe()
  const own = useUpdates()
  const policies = usePolicies()
  const teams = useTeamUpdates()
  // Somebody who is no analyst has none of their own: what they lead is shown once the policies are there.
  const query = isAnalyst(me) ? own : { ...policies, data: policies.data && [] }
  return (
    <DetailPage title={t('update.title')} back={appPaths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(updates) => {
          const unread = updates.filter(({ mark }) => mark === null)
          const marked = updates.filter(({ mark }) => mark !== null)
          const none = updates.length === 0 && teams.every((team) => team.updates.length === 0)
          if (none) return <EmptyState text={t('update.none')} />
          return (
            <>
              <RowGroup heading={t('update.unread')} limit={Number.POSITIVE_INFINITY}>
                {unread.map((update) => (
                  <UpdateRow key={update.versionId} update={update} />
                ))}
              </RowGroup>
              {teams.map(({ teamId, name, updates: ofTeam }) => (
                <RowGroup key={teamId} heading={name} limit={10}>
                  {ofTeam.map((update) => (
                    <TeamRow key={update.versionId} update={update} />
                  ))}
                </RowGroup>
              ))}
              <RowGroup heading={t('update.marked')} limit={10}>
                {marked.map((update) => (
                  <UpdateRow key={update.versionId} update={update} />
                ))}
              </RowGroup>
            </>
          )
        }}
      </Loaded>
    </DetailPage>
  )
}

const icons = { read: BookOpenCheck, question: MessageCircleQuestion, gap: CircleAlert }

/** Returns what a version is called, and from when on it is in force. */
function useVersionTexts(): (version: Pick<PolicyUpdate, 'policy' | 'label' | 'effectiveFrom'>) => {
  title: string
  from: string
} {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  return ({ policy, label, effectiveFrom }) => ({
    title: `${names.policy(policy)} ${label}`,
    from: t('update.from', { day: format.shortDate(effectiveFrom) }),
  })
}

function UpdateRow({ update }: { update: PolicyUpdate }) {
  const t = useT()
  const { title, from } = useVersionTexts()(update)
  const mark = update.mark?.mark
  return (
    <Row
      size="today"
      mark={<Icon icon={mark ? icons[mark] : BookOpen} />}
      title={title}
      detail={`${from} · ${t(mark ? `update.mark.${mark}` : 'update.mark.none')}`}
      to={paths.update(update.versionId)}
    />
  )
}

function TeamRow({ update }: { update: TeamUpdate }) {
  const t = useT()
  const { title, from } = useVersionTexts()(update)
  const { unread, remarks, versionId } = update
  const details = [
    from,
    unread.length > 0 ? t('update.team.unread', { n: unread.length }) : t('update.team.read'),
    remarks.length > 0 && t('update.team.remarks', { n: remarks.length }),
  ]
  return (
    <Row
      size="today"
      mark={<Icon icon={unread.length > 0 ? BookOpen : BookOpenCheck} />}
      title={title}
      detail={details.filter(Boolean).join(' · ')}
      to={paths.update(versionId)}
    />
  )
}
