import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { escalationsOnPhone } from '#client/commands/escalations.ts'
import { useT } from '#client/lib/i18n.ts'
import { findPerson, type Team, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { LinkInput } from '#shared/escalations/contracts.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'
import { useEscalation } from './data.ts'
import { RaiseEditor } from './raise-editor.tsx'
import { formOf, formOfView, isForm, newForm, type RaiseForm } from './raise-form.ts'

/** From where it is raised: the link or the person that it begins with. */
function sourceOf(
  search: URLSearchParams,
  nextId: () => string,
): Partial<Pick<RaiseForm, 'subjectId' | 'links'>> {
  const [auditId, noteId, subjectId] = [search.get('case'), search.get('note'), search.get('person')]
  const links: LinkInput[] = []
  if (auditId) links.push({ kind: 'case', linkId: nextId(), auditId })
  if (noteId) links.push({ kind: 'note', linkId: nextId(), noteId })
  const [reviewId, disputeId, questionId] = [
    search.get('review'),
    search.get('dispute'),
    search.get('question'),
  ]
  if (reviewId) links.push({ kind: 'review', linkId: nextId(), reviewId })
  if (disputeId) links.push({ kind: 'dispute', linkId: nextId(), disputeId })
  if (questionId) links.push({ kind: 'question', linkId: nextId(), questionId })
  const [roundId, caseId] = search.get('split')?.split('.') ?? []
  if (roundId && caseId) links.push({ kind: 'split', linkId: nextId(), roundId, caseId })
  return { ...(subjectId ? { subjectId } : {}), links }
}

/** The teams in which this person can raise something: that of whom or what it is about first. */
function teamsFor(me: Me, search: URLSearchParams): Team[] {
  const subjectId = search.get('person')
  const first = subjectId
    ? findPerson(me, subjectId)?.team
    : me.teams.find(({ teamId }) => teamId === search.get('team'))
  return first ? [first, ...me.teams.filter((team) => team !== first)] : me.teams
}

/** Everything on one screen, so that it takes less than half a minute; on the phone first, with or without a network. */
export function RaisePage() {
  const t = useT()
  const me = useMe()
  const [search] = useSearchParams()
  const { platform } = useOffline().outbox
  const source = search.toString()
  const draftKey = source ? `escalation:new:${source}` : 'escalation:new'
  const kept = useKeptForm(draftKey, isForm)
  const teams = teamsFor(me, search)
  const [team] = teams
  const [ids] = useState(() => ({ escalationId: platform.newId(), commandId: platform.newId() }))
  const [begun] = useState(() => sourceOf(search, platform.newId))
  if (!team)
    return (
      <DetailPage title={t('raise.title')} back={paths.escalations} close>
        <EmptyState text={t('raise.noTeam')} />
      </DetailPage>
    )
  if (kept === undefined) return null
  const initial = kept ?? newForm({ ...ids, teamId: team.teamId }, begun)
  return <RaiseEditor key={draftKey} initial={initial} draftKey={draftKey} teams={teams} />
}

/** Changes an escalation that is there already; one that was refused is put right here too. */
export function EditEscalationPage() {
  const t = useT()
  const { escalationId = '' } = useParams()
  const query = useEscalation(escalationId)
  const may = query.data?.steps.includes('edit') || query.data?.version === 0
  if (query.data && may) return <Revision view={query.data} />
  return (
    <DetailPage title={t('raise.edit')} back={paths.escalation(escalationId)} close>
      <Loaded query={query} notFound={t('esc.gone')}>
        {() => <EmptyState text={t('error.FORBIDDEN')} />}
      </Loaded>
    </DetailPage>
  )
}

function Revision({ view }: { view: EscalationView }) {
  const me = useMe()
  const { platform } = useOffline().outbox
  const { refused } = useUnsent(escalationsOnPhone.raise, view.escalationId)
  const draftKey = `escalation:${view.escalationId}`
  const kept = useKeptForm(draftKey, isForm)
  // As it was when the form opened: what arrives meanwhile must not change under the writer's hands.
  const [initial] = useState(() => {
    const commandId = platform.newId()
    return refused?.input ? formOf(refused.input, commandId) : formOfView(view, commandId)
  })
  const [base] = useState(view.version)
  if (kept === undefined) return null
  return (
    <RaiseEditor
      initial={kept ?? initial}
      draftKey={draftKey}
      teams={me.teams}
      revises={{ base, view }}
      refusedField={refused?.error?.details.field}
    />
  )
}
