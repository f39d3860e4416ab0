import { useParams } from 'react-router'
import { paths } from '#client/commands/policies-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import type { PolicyView } from '#shared/policies/views.ts'
import { useInForce, usePolicies } from './data.ts'
import { PolicyPage } from './policy-page.tsx'

/** Every policy, or the one that the address names. */
export function PoliciesPage() {
  const { code } = useParams()
  return code === undefined ? <PolicyList /> : <PolicyPage code={code} />
}

/** Every policy with the version that is in force. */
function PolicyList() {
  const t = useT()
  const query = usePolicies()
  return (
    <DetailPage title={t('policy.all')} back={appPaths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(policies) =>
          policies.length === 0 ? (
            <EmptyState text={t('policy.none')} />
          ) : (
            <RowGroup heading={t('policy.inForce')} limit={Number.POSITIVE_INFINITY}>
              {policies.map((policy) => (
                <PolicyRow key={policy.code} policy={policy} />
              ))}
            </RowGroup>
          )
        }
      </Loaded>
    </DetailPage>
  )
}

function PolicyRow({ policy }: { policy: PolicyView }) {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  const version = useInForce()(policy)
  return (
    <Row
      title={names.policy(policy.code)}
      detail={
        version
          ? t('policy.version', { label: version.label, day: format.shortDate(version.effectiveFrom) })
          : t('policy.version.none')
      }
      to={paths.policy(encodeURIComponent(policy.code))}
    />
  )
}
