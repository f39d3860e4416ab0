import './admin.css'
import { useEffect, useState } from 'react'
import { calendarDay } from '#client/lib/calendar-day.ts'
import type { Format } from '#client/lib/format.ts'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import type { DirectoryPerson, StructureView } from '#shared/administration/views.ts'
import { useDirectory } from './data.ts'
import { rolesLine } from './role-labels.ts'

/** Milliseconds after the last letter, before the server is asked. */
const pause = 250

function usePaused(message: string): string {
  const [paused, setPaused] = useState(message)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(message), pause)
    return () => clearTimeout(timer)
  }, [message])
  return paused
}

/** Where somebody who does not sign in yet stands; nothing for who does. */
export function signInLabel(
  t: Translate,
  format: Pick<Format, 'shortDate'>,
  {
    signsIn,
    invitedUntil,
    invitationWaits,
  }: Pick<DirectoryPerson, 'signsIn' | 'invitedUntil' | 'invitationWaits'>,
): string | undefined {
  if (signsIn) return undefined
  if (invitedUntil === null) return t('admin.state.never')
  if (Date.parse(invitedUntil) < Date.now()) return t('admin.state.expired')
  if (invitationWaits) return t('admin.state.unconfirmed')
  return t('admin.state.invited', { day: format.shortDate(invitedUntil) })
}

/** Everybody by name, with the roles of today. */
export function DirectoryList({ structure }: { structure: StructureView }) {
  const t = useT()
  const format = useFormat()
  const { online } = useWorkStatus()
  const [search, setSearch] = useState('')
  const query = useDirectory(usePaused(search.trim()))
  const today = calendarDay(Date.now(), structure.org.zone)

  const roles = ({ standings }: DirectoryPerson) =>
    rolesLine(t, format, { standings, teams: structure.teams, today }) ?? t('admin.noRole')

  return (
    <>
      <div className="inset admin-search">
        <TextField
          label={t('admin.search')}
          type="search"
          value={search}
          maxLength={100}
          autoComplete="off"
          onChange={setSearch}
        />
      </div>
      <Loaded query={query} rows={8}>
        {({ pages }) => {
          const people = pages.flatMap((page) => page.people)
          if (people.length === 0) return <EmptyState text={t('admin.nobody')} />
          return (
            <>
              <ul className="hairline-top">
                {people.map((person) => (
                  <Row
                    key={person.personId}
                    title={<PersonName name={person.name} />}
                    name={person.name}
                    detail={[signInLabel(t, format, person), roles(person)].filter(Boolean).join(' · ')}
                    to={paths.directoryPerson(person.personId)}
                  />
                ))}
              </ul>
              {query.hasNextPage && online && (
                <div className="inset admin-search">
                  <Button
                    variant="text"
                    disabled={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {query.isFetchingNextPage ? t('ui.loading') : t('admin.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </>
  )
}
