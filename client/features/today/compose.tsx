import './compose.css'
import Megaphone from 'lucide-react/icons/megaphone'
import PencilLine from 'lucide-react/icons/pencil-line'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'

/**
 * The compose line. Who leads somebody chooses: an escalation, or whom a note is about, in their own order; everybody
 * else of a team raises an escalation.
 */
export function Compose() {
  const t = useT()
  const navigate = useNavigate()
  const me = useMe()
  const teams = teamsLed(me).filter(({ people }) => people.length > 0)
  const [open, setOpen] = useState(false)
  // An administrator sees every team and raises nothing in any.
  if (me.roles.every(({ teamId }) => teamId === null)) return null
  if (teams.length === 0)
    return (
      <Dock>
        <Button variant="secondary" icon={Megaphone} onClick={() => navigate(paths.raise())}>
          {t('compose.raise')}
        </Button>
      </Dock>
    )
  return (
    <>
      <Dock>
        <Button variant="secondary" icon={PencilLine} onClick={() => setOpen(true)}>
          {t('compose.line')}
        </Button>
      </Dock>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('compose.line')} hideTitle>
        <div className="sheet-rows">
          <ul>
            <Row mark={<Icon icon={Megaphone} />} title={t('compose.raise')} to={paths.raise()} />
          </ul>
          <p className="compose-whom">{t('compose.whom')}</p>
          {teams.map(({ teamId, name, people }) => (
            <RowGroup key={teamId} heading={name} limit={people.length}>
              {people.map(({ personId, name: person }) => (
                <Row key={personId} title={t('ui.person', { name: person })} to={paths.newNote(personId)} />
              ))}
            </RowGroup>
          ))}
        </div>
      </Sheet>
    </>
  )
}
