import PencilLine from 'lucide-react/icons/pencil-line'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { Button } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'

/** The compose line of who leads somebody: whom the note is about, in their own order, then the editor. */
export function Compose() {
  const t = useT()
  const teams = teamsLed(useMe()).filter(({ people }) => people.length > 0)
  const [open, setOpen] = useState(false)
  if (teams.length === 0) return null
  return (
    <>
      <Dock>
        <Button variant="secondary" icon={PencilLine} onClick={() => setOpen(true)}>
          {t('compose.line')}
        </Button>
      </Dock>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('compose.whom')}>
        <div className="compose-people">
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
