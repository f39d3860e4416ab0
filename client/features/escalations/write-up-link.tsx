import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '#client/commands/rulings-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'

/** Leads to the write-up that an escalation about a policy is, where it is one that the reader may see. */
export function WriteUpLink({ escalationId }: { escalationId: string }) {
  const t = useT()
  const { data = [] } = useQuery(trpc.rulings.list.queryOptions())
  if (!data.some((writeUp) => writeUp.escalationId === escalationId)) return null
  return (
    <p className="inset inset-block">
      <Link to={paths.writeUp(escalationId)}>{t('writeUp.one')}</Link>
    </p>
  )
}
