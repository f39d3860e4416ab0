import './own.css'
import './talk.css'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { withoutItems } from '#client/commands/today-changes.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { SharedCheckIns, TalkRequestView } from '#shared/check-ins/views.ts'
import { AnswerFaces } from './answer-faces.tsx'
import { AnswerTalkSheet } from './answer-talk-sheet.tsx'
import { sharedBy, useTalks } from './data.ts'
import { OfferHint, OfferTalk } from './offer-talk.tsx'
import { CarePage } from './pages.tsx'

const isOpen = ({ state }: TalkRequestView) => state === 'asked' || state === 'answered'

/** Shows what one person shares with the reader, for as long as they share it: it is never kept on this phone. */
export function SharedPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const { online } = useWorkStatus()
  const asked = useFoldedQuery(sharedBy(personId))
  // Taken back while it is on the screen: then it is not what was read last that counts.
  const gone = asked.error !== null && toAppError(asked.error).code === 'NOT_FOUND'
  const query = gone ? { ...asked, data: undefined } : asked
  const { data } = query
  // The phone names at once whom it knows: a longer title would push the page when the name comes.
  const known = findPerson(useMe(), personId)?.person
  const person = data?.person ?? known
  const [answering, setAnswering] = useState(false)
  const queries = useQueryClient()
  useEffect(() => {
    if (!data) return
    const { queryKey } = trpc.today.list.queryOptions()
    // Read is over on Today at once: a row that went when the server says so would go under the thumb, and one that
    // an older answer brought back would go twice.
    const takeOff = () =>
      queries.setQueryData(
        queryKey,
        (view) =>
          view &&
          withoutItems(view, (item) => item.kind === 'check_in_shared' && item.person.personId === personId),
      )
    void queries
      .cancelQueries({ queryKey })
      .then(takeOff)
      .then(() => queries.invalidateQueries({ queryKey }))
  }, [data, personId, queries])
  // Somebody who shares and would like to talk is answered where it is read.
  const talks = useTalks().data?.filter(({ from }) => from.personId === personId)
  const talk = talks?.find(({ state }) => state === 'asked')
  // It is known first whether a request waits: the one button must not change under the thumb.
  const offerable = data && data.checkIns.length > 0 && talks && !talks.some(isOpen) ? data : undefined
  return (
    <CarePage
      title={person ? t('ui.person', { name: person.name }) : t('wellbeing.shared')}
      dock={
        (talk || offerable) && (
          <Dock>
            {talk && <Button onClick={() => setAnswering(true)}>{t('shared.answer')}</Button>}
            {!talk && offerable && <OfferTalk shared={offerable} />}
          </Dock>
        )
      }
    >
      {talk && answering && (
        <AnswerTalkSheet
          requestId={talk.requestId}
          from={talk.from}
          version={talk.version}
          onClose={() => setAnswering(false)}
        />
      )}
      {!data && !online ? (
        <EmptyState text={t('shared.offline')} />
      ) : (
        <Loaded query={query} notFound={t('shared.gone')}>
          {(shared) => <Shared shared={shared} />}
        </Loaded>
      )}
      {!talk && offerable && <OfferHint shared={offerable} />}
    </CarePage>
  )
}

function Shared({ shared: { person, checkIns } }: { shared: SharedCheckIns }) {
  const t = useT()
  const format = useFormat()
  if (checkIns.length === 0) return <EmptyState text={t('shared.gone')} />
  return (
    <>
      <p className="inset own-kept">{t('shared.seen', { name: person.name })}</p>
      <ul className="own-list">
        {checkIns.map(({ checkInId, at, answers, note }) => (
          <li key={checkInId} className="own-entry">
            <Heading level={2}>{format.dateTime(at)}</Heading>
            <AnswerFaces answers={answers} />
            {note && <p className="text-prose">{note}</p>}
          </li>
        ))}
      </ul>
      <ul className="talk-more">
        <Row title={t('shared.protocol')} detail={t('wellbeing.protocol.hint')} to={paths.protocol} />
      </ul>
    </>
  )
}
