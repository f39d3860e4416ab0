import Megaphone from 'lucide-react/icons/megaphone'
import PencilLine from 'lucide-react/icons/pencil-line'
import { Suspense, useEffect } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCoaching } from '#client/features/coaching/data.ts'
import { useErrorCases } from '#client/features/coaching/error-cases.ts'
import { SignalPanel } from '#client/features/scorecards/signal-panel.tsx'
import { useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage, TabPage } from '#client/ui/page.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { PersonFacts } from './person-facts.tsx'
import { type Part, PersonParts } from './person-parts.tsx'
import { personSlots } from './person-slots.ts'
import { scorecardPart } from './scorecard-part.ts'
import { SearchLink } from './search-link.tsx'
import { Timeline } from './timeline.tsx'

/** One person, for who leads them: where the two are, and what they agreed. */
export function PersonPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const found = findPerson(useMe(), personId)
  if (found) return <LedPerson person={found.person} teamId={found.team.teamId} />
  return (
    <DetailPage title={t('tab.team')} back={paths.team()}>
      <EmptyState text={t('error.NOT_FOUND')} />
    </DetailPage>
  )
}

/** Returns the parts that the features have of a person, in the words of who reads them. */
function usePersonParts(personId: string, messages: { timeline: string; empty: string }) {
  const t = useT()
  const query = useCoaching(personId)
  const timeline = {
    label: messages.timeline,
    content: () => (
      <Loaded query={query}>{() => <Timeline personId={personId} empty={messages.empty} />}</Loaded>
    ),
  }
  const scorecard: Part = {
    value: 'scorecard',
    label: t('person.scorecard'),
    content: () => (
      <Suspense fallback={<Skeleton rows={6} />}>
        <Figures personId={personId} />
      </Suspense>
    ),
  }
  const others = personSlots.useValue().flatMap(({ part }): Part[] => {
    if (!part) return []
    const { value, label, Content } = part
    return [{ value, label: t(label), content: () => <Content personId={personId} /> }]
  })
  return { query, timeline, scorecard, others }
}

function Figures({ personId }: { personId: string }) {
  const Scorecard = scorecardPart.useValue()
  return <Scorecard personId={personId} />
}

function LedPerson({ person: { personId, name }, teamId }: { person: PersonRef; teamId: string }) {
  const t = useT()
  const navigate = useNavigate()
  const { query, timeline, scorecard, others } = usePersonParts(personId, {
    timeline: t('person.timeline'),
    empty: t('person.empty', { name }),
  })
  // Asked for again where it is opened.
  useEffect(() => void scorecardPart.preload().catch(() => undefined), [])
  // A note that begins here brings cases along, and the network may be gone by then.
  useErrorCases(personId, null)
  return (
    <DetailPage
      title={t('ui.person', { name })}
      back={paths.team(teamId)}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        <Dock>
          <Button variant="secondary" icon={PencilLine} onClick={() => navigate(paths.newNote(personId))}>
            {t('person.compose')}
          </Button>
          <IconButton
            icon={Megaphone}
            label={t('raise.title')}
            onClick={() => navigate(paths.raise({ person: personId }))}
          />
        </Dock>
      }
    >
      <PersonFacts personId={personId} view={query.data} />
      <SignalPanel personId={personId} />
      <PersonParts id="person" apart parts={[{ value: 'timeline', ...timeline }, scorecard, ...others]} />
    </DetailPage>
  )
}

/** An analyst's own record: figures, what was shared with them, and what was agreed. */
export function RecordPage() {
  const t = useT()
  const { personId } = useMe().person
  const { query, timeline, scorecard, others } = usePersonParts(personId, {
    timeline: t('record.notes'),
    empty: t('record.empty'),
  })
  return (
    <TabPage title={t('tab.record')} aside={<SearchLink />} asOf={query.dataUpdatedAt || undefined}>
      <PersonParts id="record" parts={[scorecard, { value: 'notes', ...timeline }, ...others]} />
    </TabPage>
  )
}
