import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { ForbiddenState } from '#client/ui/states.tsx'
import type { NewcomerView } from '#shared/administration/views.ts'
import { can } from '#shared/policy.ts'
import { useNewcomers } from './data.ts'
import { signInLabel } from './directory-list.tsx'
import { InviteAnalystForm } from './invite-analyst-form.tsx'
import { LinkView } from './link-view.tsx'

/** A lead brings analysts into their own team: somebody new, or whom an import made. */
export function InviteAnalystPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  if (can(actorOf(useMe()), 'team.invite', { teamId })) return <InviteAnalyst key={teamId} teamId={teamId} />
  return (
    <DetailPage title={t('admin.analyst.title')} back={paths.team(teamId)} close>
      <ForbiddenState text={t('admin.analyst.leadOnly')} />
    </DetailPage>
  )
}

function InviteAnalyst({ teamId }: { teamId: string }) {
  const t = useT()
  const navigate = useNavigate()
  const query = useNewcomers(teamId)
  const [made, setMade] = useState<{ name: string; link: string }>()
  /** Counts the forms, each of which begins empty. */
  const [turn, setTurn] = useState(0)
  const [chosen, setChosen] = useState<NewcomerView>()
  function begin(newcomer: NewcomerView | undefined) {
    setMade(undefined)
    setChosen(newcomer)
    setTurn(turn + 1)
  }

  if (made)
    return (
      <DetailPage
        title={t('admin.link.title', { name: made.name })}
        back={paths.team(teamId)}
        dock={
          <Dock>
            <Button variant="secondary" onClick={() => begin(undefined)}>
              {t('admin.analyst.another')}
            </Button>
            <Button onClick={() => navigate(paths.team(teamId), { replace: true })}>
              {t('admin.link.done')}
            </Button>
          </Dock>
        }
      >
        <div className="inset stack inset-block">
          <LinkView link={made.link} />
          <p className="text-label text-quiet">{t('admin.analyst.counts')}</p>
        </div>
      </DetailPage>
    )
  const newcomers = query.data ?? []
  return (
    <InviteAnalystForm
      key={turn}
      teamId={teamId}
      newcomers={newcomers}
      chosen={chosen}
      onMade={(name, link) => setMade({ name, link })}
    >
      <Loaded query={query} rows={2}>
        {(found) => <Newcomers newcomers={found} onChoose={begin} />}
      </Loaded>
    </InviteAnalystForm>
  )
}

type ListProps = { newcomers: readonly NewcomerView[]; onChoose: (newcomer: NewcomerView) => void }

/** Lists the team's analysts who never signed in, each with the way to their invitation. */
function Newcomers({ newcomers, onChoose }: ListProps) {
  const t = useT()
  const format = useFormat()
  const stateOf = ({ name, reference, invitedUntil, confirmed }: NewcomerView) =>
    [
      reference !== null && reference !== name ? reference : undefined,
      signInLabel(t, format, { signsIn: false, invitedUntil, invitationWaits: false }),
      confirmed ? undefined : t('admin.analyst.waits'),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <RowGroup heading={t('admin.analyst.newcomers')} limit={Number.POSITIVE_INFINITY}>
      {newcomers.map((newcomer) => (
        <Row
          key={newcomer.personId}
          title={<PersonName name={newcomer.name} />}
          name={newcomer.name}
          detail={stateOf(newcomer)}
          action={{ label: t('admin.analyst.invite'), onSelect: () => onChoose(newcomer) }}
        />
      ))}
    </RowGroup>
  )
}
