import './admin.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { gives, phaseOf } from '#shared/people/role-rules.ts'
import type { RoleAssignment } from '#shared/people/role-views.ts'
import { useDirectoryPerson, useStructure } from './data.ts'
import { signInLabel } from './directory-list.tsx'
import { EndSheet } from './end-sheet.tsx'
import { EraseSheet } from './erase-sheet.tsx'
import { GiveSheet } from './give-sheet.tsx'
import { HoldSheet } from './hold-sheet.tsx'
import { InviteAgainSheet } from './invite-again-sheet.tsx'
import { NameSheet } from './name-sheet.tsx'
import { useRoleLabels } from './role-labels.ts'

/** One person as an administrator sees them: how they sign in and which roles they hold, and nothing of their work. */
export function DirectoryPersonPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const person = useDirectoryPerson(personId)
  const structure = useStructure()
  return (
    <DetailPage
      title={person.data?.name ?? t('admin.title')}
      back={paths.administration()}
      asOf={person.dataUpdatedAt || undefined}
    >
      <Loaded query={person} notFound={t('admin.person.missing')}>
        {(found) => (
          <Loaded query={structure}>{(known) => <Found person={found} structure={known} />}</Loaded>
        )}
      </Loaded>
    </DetailPage>
  )
}

type Sheet =
  | { kind: 'name' }
  | { kind: 'invite' }
  | { kind: 'give' }
  | { kind: 'hold' }
  | { kind: 'erase' }
  | { kind: 'end'; assignment: RoleAssignment }

function Found({ person, structure }: { person: DirectoryPerson; structure: StructureView }) {
  const t = useT()
  const format = useFormat()
  const { online } = useWorkStatus()
  const own = useMe().person.personId === person.personId
  const today = calendarDay(Date.now(), structure.org.zone)
  const { what, days } = useRoleLabels(structure.teams, today)
  const [sheet, setSheet] = useState<Sheet>()
  const close = () => setSheet(undefined)
  const over = person.standings.filter((assignment) => phaseOf(assignment, today) === 'over')
  const current = person.standings.filter((assignment) => !over.includes(assignment))
  const ending = current.filter(
    ({ role, teamId, endsOn, startsOn }) => role === 'lead' && teamId && endsOn && startsOn <= today,
  )

  return (
    <>
      <DefinitionList variant="aligned" className="inset admin-facts">
        <Definition term={t('admin.person.email')}>{person.email ?? t('admin.none')}</Definition>
        <Definition term={t('admin.person.reference')}>{person.reference ?? t('admin.none')}</Definition>
        <Definition term={t('admin.person.signIn')}>
          {signInLabel(t, format, person) ?? t('admin.person.signsIn')}
        </Definition>
      </DefinitionList>
      <div className="inset stack">
        {!online && <output>{t('admin.offline')}</output>}
        <div>
          <Button variant="secondary" disabled={!online} onClick={() => setSheet({ kind: 'name' })}>
            {t('admin.name.title')}
          </Button>
        </div>
        {person.signsIn ? (
          !own && <p className="text-label text-quiet">{t('admin.person.password')}</p>
        ) : (
          <div>
            <Button variant="secondary" disabled={!online} onClick={() => setSheet({ kind: 'invite' })}>
              {t('admin.invite.again')}
            </Button>
          </div>
        )}
      </div>
      {current.length === 0 && <p className="inset inset-block">{t('admin.roles.none')}</p>}
      <RowGroup heading={t('admin.roles.now')} limit={Number.POSITIVE_INFINITY}>
        {current.map((assignment) => (
          <Row
            key={assignment.membershipId}
            title={what(assignment)}
            detail={
              assignment.confirmed
                ? days(assignment)
                : gives(assignment)
                  ? t('admin.roles.uncounted', { days: days(assignment) })
                  : t('admin.roles.unconfirmed', { days: days(assignment) })
            }
            {...(online
              ? { action: { label: t('admin.end'), onSelect: () => setSheet({ kind: 'end', assignment }) } }
              : {})}
          />
        ))}
      </RowGroup>
      {ending.length > 0 && (
        <div className="inset inset-block stack">
          <p className="text-label">{t(own ? 'admin.handover.own' : 'admin.handover')}</p>
          {own &&
            ending.map((assignment) => (
              <div key={assignment.membershipId}>
                <ButtonLink variant="secondary" to={paths.handover(assignment.teamId ?? undefined)}>
                  {t('admin.handover.open', { role: what(assignment) })}
                </ButtonLink>
              </div>
            ))}
        </div>
      )}
      <div className="inset inset-block">
        {own ? (
          <p className="text-label text-quiet">{t('admin.give.self')}</p>
        ) : (
          <div className="cluster">
            <Button variant="secondary" disabled={!online} onClick={() => setSheet({ kind: 'give' })}>
              {t('admin.give')}
            </Button>
            <ButtonLink variant="text" to={paths.askEmergency(person.personId)}>
              {t('admin.emergency')}
            </ButtonLink>
          </div>
        )}
      </div>
      {!own && (
        <div className="inset inset-block">
          <div className="cluster">
            <Button variant="text" disabled={!online} onClick={() => setSheet({ kind: 'hold' })}>
              {t('retention.hold.place')}
            </Button>
            <Button variant="text" disabled={!online} onClick={() => setSheet({ kind: 'erase' })}>
              {t('retention.erase')}
            </Button>
          </div>
        </div>
      )}
      <RowGroup heading={t('admin.roles.before')}>
        {over.map((assignment) => (
          <Row key={assignment.membershipId} title={what(assignment)} detail={days(assignment)} />
        ))}
      </RowGroup>
      {sheet?.kind === 'name' && <NameSheet person={person} onClose={close} />}
      {sheet?.kind === 'invite' && <InviteAgainSheet person={person} onClose={close} />}
      {sheet?.kind === 'give' && <GiveSheet person={person} structure={structure} onClose={close} />}
      {sheet?.kind === 'hold' && <HoldSheet person={person} structure={structure} onClose={close} />}
      {sheet?.kind === 'erase' && <EraseSheet person={person} onClose={close} />}
      {sheet?.kind === 'end' && (
        <EndSheet assignment={sheet.assignment} what={what(sheet.assignment)} today={today} onClose={close} />
      )}
    </>
  )
}
