import './esc.css'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'

/** Says whom to call about a P0 that nobody has yet, because it waits on this phone: its quarter of an hour does not. */
export function CallFirst({ teamId }: { teamId: string }) {
  const t = useT()
  const { teams, person } = useMe()
  const leads = teams.find((team) => team.teamId === teamId)?.leads ?? []
  const others = leads.filter(({ personId }) => personId !== person.personId)
  const names = others.map(({ name }) => t('ui.person', { name })).join(', ')
  const leading = others.length < leads.length
  return (
    <output className="esc-call">
      {t(names === '' ? 'esc.call.manager' : leading ? 'esc.call.leadOrManager' : 'esc.call.lead', { names })}
    </output>
  )
}
